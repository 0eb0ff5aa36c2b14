import type { DatabaseContent, ForumContent } from "./content.ts";
import { ForumDatabase } from "./database.ts";
import { idMaker } from "./ids.ts";
import { commentRecord, contentsOf, type Given, postRecord, tagRecord, userRecord } from "./new-records.ts";
import type { CommentRecord, SequenceRecord, UserRecord } from "./records.ts";
import type { SampleEntry } from "./sample-text.ts";

const started = "2024-01-01T00:00:00.000Z";

export interface SampleSequence {
  readonly database: string;
  readonly title: string;
  /** Display name. */
  readonly author: string;
  /** Posts by title. */
  readonly chapters: readonly { readonly title: string; readonly posts: readonly string[] }[];
}

/** Builds records from entries. The same entries always get the same ids. */
export class SampleBuilder {
  readonly #databases = new Map<string, ForumDatabase>();
  readonly #later: Given<CommentRecord>[] = [];

  addPerson(database: string, person: Partial<UserRecord> & { readonly displayName: string }): string {
    const _id = idOf(`${database} user ${person.displayName}`);
    this.#database(database).users.set(_id, userRecord({ _id, createdAt: started, ...person }));
    return _id;
  }

  addTag(
    database: string,
    tag: { readonly name: string; readonly core?: boolean; readonly html?: string },
  ): string {
    const { html, ...rest } = tag;
    const _id = idOf(`${database} tag ${tag.name}`);
    const description = html === undefined ? null : contentsOf(html, started);
    this.#database(database).tags.set(_id, tagRecord({ _id, createdAt: started, ...rest, description }));
    return _id;
  }

  addThread([head, ...replies]: readonly SampleEntry[]): void {
    if (head === undefined) return;
    const name = head.settings.site === "eaforum" ? "eaforum" : "lesswrong";
    const where = head.kind === "wiki" ? this.#addWiki(name, head) : this.#addPost(name, head);
    const chain: string[] = [];
    let lastMs = Date.parse(head.settings.at ?? started);
    for (const [index, entry] of replies.entries()) {
      const depth = Number(entry.kind);
      lastMs =
        entry.settings.after === undefined ? lastMs + 41 * 60_000 : lastMs + minutes(entry.settings.after);
      const given = {
        ...where,
        parentCommentId: chain[depth - 2] ?? null,
        postedAt: new Date(lastMs).toISOString(),
      };
      const comment = this.#comment(name, entry, { ...given, _id: idOf(`${head.title} ${index}`) });
      chain.splice(depth - 1, chain.length, comment._id);
    }
  }

  addSequence({ database, title, author, chapters }: SampleSequence): void {
    const postIds = new Map(
      [...this.#database(database).posts.values()].map((post) => [post.title, post._id]),
    );
    const sequence: SequenceRecord = {
      _id: idOf(`sequence ${title}`),
      title,
      userId: this.#person(database, author),
      createdAt: started,
      ...{ draft: false, isDeleted: false, hidden: false, af: false },
      ...{ hideFromAuthorPage: false, userProfileOrder: null },
      chapters: chapters.map((chapter, index) => ({
        _id: idOf(`chapter ${chapter.title}`),
        title: chapter.title,
        subtitle: null,
        number: index + 1,
        postIds: chapter.posts.flatMap((postTitle) => postIds.get(postTitle) ?? []),
      })),
    };
    this.#database(database).sequences.set(sequence._id, sequence);
  }

  sample(): { readonly content: ForumContent; readonly later: readonly Given<CommentRecord>[] } {
    const content: [string, DatabaseContent][] = [...this.#databases].map(([name, database]) => [
      name,
      {
        users: [...database.users.values()],
        tags: [...database.tags.values()],
        posts: [...database.posts.values()],
        comments: [...database.comments.values()],
        sequences: [...database.sequences.values()],
        revisions: [...database.revisions.values()],
      },
    ]);
    return { content: Object.fromEntries(content), later: this.#later };
  }

  #addPost(
    name: string,
    { title, settings, html }: SampleEntry,
  ): Pick<CommentRecord, "postId" | "shortform"> {
    const _id = idOf(`${name} post ${title}`);
    const postedAt = new Date(settings.at ?? started).toISOString();
    const tags = (settings.tags ?? "").split(",").filter((tag) => tag !== "");
    const post = postRecord({
      _id,
      title,
      postedAt,
      userId: this.#person(name, settings.by ?? ""),
      contents: contentsOf(html, postedAt),
      tagIds: tags.map((tag) => idOf(`${name} tag ${tag.trim()}`)),
      baseScore: Number(settings.score ?? 1),
      afBaseScore: settings.af === undefined ? null : Number(settings.score ?? 1) / 2,
      af: settings.af !== undefined,
      question: settings.question !== undefined,
      shortform: settings.shortform !== undefined,
      url: settings.link ?? null,
    });
    this.#database(name).posts.set(_id, post);
    return { postId: _id, shortform: post.shortform };
  }

  #addWiki(name: string, { title, html }: SampleEntry): Pick<CommentRecord, "tagId"> {
    return { tagId: this.addTag(name, { name: title, html }) };
  }

  #comment(
    name: string,
    { title, settings, html, markdown }: SampleEntry,
    given: Partial<CommentRecord> & Pick<CommentRecord, "_id" | "postedAt">,
  ): CommentRecord {
    const editedAt = new Date(Date.parse(given.postedAt) + minutes(settings.edited ?? "0")).toISOString();
    const version = settings.edited === undefined ? "1.0.0" : "1.1.0";
    const score = Number(settings.score ?? 1);
    const comment = commentRecord({
      ...given,
      contents: contentsOf(html, editedAt, markdown, version),
      lastEditedAt: editedAt,
      userId: this.#person(name, title),
      baseScore: score,
      score,
      voteCount: Math.abs(score) + 1,
      extendedScore: reactions(name, settings),
      af: settings.af !== undefined,
      afBaseScore: settings.af === undefined ? null : Math.floor(score / 2),
      answer: settings.answer !== undefined,
      retracted: settings.retracted !== undefined,
      deleted: settings.deleted !== undefined,
      deletedPublic: settings.deleted !== undefined,
      deletedReason: settings.deleted ?? null,
      authorIsUnreviewed: settings.unreviewed !== undefined,
      rejected: settings.rejected !== undefined,
      isPinnedOnProfile: settings.pinned !== undefined,
    });
    const database = this.#database(name);
    database.place(comment);
    if (settings.later === undefined) database.comments.set(comment._id, comment);
    else this.#later.push(undated(comment));
    return comment;
  }

  #person(database: string, name: string): string {
    const _id = idOf(`${database} user ${name}`);
    return this.#database(database).users.has(_id) ? _id : this.addPerson(database, { displayName: name });
  }

  #database(name: string): ForumDatabase {
    const database = this.#databases.get(name) ?? new ForumDatabase();
    this.#databases.set(name, database);
    return database;
  }
}

/** Removes the dates, which are set when the comment is added later. */
function undated({ postedAt: _, lastEditedAt: __, ...comment }: CommentRecord): Given<CommentRecord> {
  return comment;
}

function reactions(database: string, settings: SampleEntry["settings"]): Record<string, unknown> | null {
  const agreement = Number(settings.agreement ?? Number.NaN);
  if (Number.isNaN(agreement)) return null;
  if (database === "eaforum") return agreement >= 0 ? { agree: agreement } : { disagree: -agreement };
  return { agreement, agreementVoteCount: Math.abs(agreement) + 1, approvalVoteCount: 3, reacts: {} };
}

/** Reads `90m`, `5h`, `3d` or bare minutes as milliseconds. */
function minutes(text: string): number {
  const [, amount = "0", unit = "m"] = /^(\d+)([mhd])?$/.exec(text) ?? [];
  return Number(amount) * { m: 1, h: 60, d: 1440 }[unit as "m" | "h" | "d"] * 60_000;
}

/** Returns the same id for the same text, and a different one for any other. */
function idOf(text: string): string {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return idMaker(hash)();
}

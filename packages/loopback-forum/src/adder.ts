import { EventEmitter } from "node:events";
import type { DatabaseContent, ForumContent } from "./content.ts";
import type { ForumDatabase } from "./database.ts";
import { idMaker } from "./ids.ts";
import { commentRecord, contentsOf, type Given, postRecord, tagRecord, userRecord } from "./new-records.ts";
import type {
  CommentRecord,
  PostRecord,
  RevisionRecord,
  SequenceRecord,
  TagRecord,
  UserRecord,
} from "./records.ts";

export type ForumChange =
  | { readonly kind: "post-added" | "post-changed" | "post-deleted"; readonly postId: string }
  | { readonly kind: "comment-added" | "comment-changed" | "comment-deleted"; readonly commentId: string }
  | { readonly kind: "user-changed"; readonly userId: string };

/** `database` is `lesswrong` by default; `html` becomes the contents; `author` is a display name. */
type NewPost = Given<PostRecord> & {
  readonly database?: string;
  readonly html?: string;
  readonly author?: string;
};
type NewComment = Given<CommentRecord> & {
  readonly database?: string;
  readonly html?: string;
  readonly markdown?: string;
  readonly author?: string;
};

/** Adds content to a forum while it runs, and tells listeners. */
export class ForumAdder {
  readonly now: () => number;
  readonly #databases: ReadonlyMap<string, ForumDatabase>;
  readonly #changes = new EventEmitter<{ change: [ForumChange] }>();
  readonly #makeId = idMaker(20261124);

  constructor(databases: ReadonlyMap<string, ForumDatabase>, now: () => number) {
    this.#databases = databases;
    this.now = now;
  }

  onChange(listener: (change: ForumChange) => void): void {
    this.#changes.on("change", listener);
  }

  /** Adds records as they are, without telling listeners. */
  load(content: ForumContent): void {
    for (const [name, records] of Object.entries(content)) {
      const database = this.database(name);
      for (const user of records.users) database.users.set(user._id, user);
      for (const tag of records.tags) database.tags.set(tag._id, tag);
      for (const post of records.posts) database.posts.set(post._id, post);
      for (const comment of records.comments) database.comments.set(comment._id, comment);
      for (const sequence of records.sequences) database.sequences.set(sequence._id, sequence);
      for (const revision of records.revisions) database.revisions.set(revision._id, revision);
    }
  }

  /** Returns every record as it is now, including what `refuse` and `failField` hide. */
  save(): ForumContent {
    const contents = [...this.#databases].map(([name, records]): [string, DatabaseContent] => [
      name,
      {
        users: [...records.users.values()],
        tags: [...records.tags.values()],
        posts: [...records.posts.values()],
        comments: [...records.comments.values()],
        sequences: [...records.sequences.values()],
        revisions: [...records.revisions.values()],
      },
    ]);
    return structuredClone(Object.fromEntries(contents));
  }

  database(name: string): ForumDatabase {
    const database = this.#databases.get(name);
    if (database === undefined) throw new Error(`no database ${name}`);
    return database;
  }

  addUser(given: Given<UserRecord> & { readonly database?: string } = {}): UserRecord {
    const { database = "lesswrong", ...rest } = given;
    const user = userRecord({ _id: this.#newId(), createdAt: this.moment(), ...rest });
    this.database(database).users.set(user._id, user);
    return user;
  }

  addTag(given: Given<TagRecord> & { readonly database?: string } = {}): TagRecord {
    const { database = "lesswrong", ...rest } = given;
    const tag = tagRecord({ _id: this.#newId(), createdAt: this.moment(), ...rest });
    this.database(database).tags.set(tag._id, tag);
    return tag;
  }

  addPost(given: NewPost = {}): PostRecord {
    const { database = "lesswrong", html, author, ...rest } = given;
    const postedAt = rest.postedAt ?? this.moment();
    const post = postRecord({
      _id: this.#newId(),
      ...rest,
      postedAt,
      contents: rest.contents ?? (html === undefined ? null : contentsOf(html, postedAt)),
      userId: rest.userId ?? (author === undefined ? null : this.#author(database, author)),
    });
    this.database(database).posts.set(post._id, post);
    this.tell({ kind: "post-added", postId: post._id });
    return post;
  }

  addSequence(
    given: Omit<Partial<SequenceRecord>, "chapters"> & {
      readonly database?: string;
      readonly postIds: readonly string[];
    },
  ): SequenceRecord {
    const { database = "lesswrong", postIds, ...rest } = given;
    const chapter = { _id: this.#newId(), title: null, subtitle: null, number: 1, postIds: [...postIds] };
    const flags = { draft: false, isDeleted: false, hidden: false, af: false, hideFromAuthorPage: false };
    const sequence = {
      ...{
        _id: this.#newId(),
        title: "Untitled",
        userId: "",
        createdAt: this.moment(),
        ...flags,
        userProfileOrder: null,
      },
      ...rest,
      chapters: [chapter],
    };
    this.database(database).sequences.set(sequence._id, sequence);
    return sequence;
  }

  /** Adds a user's change to a tag's wiki page. */
  addRevision({
    tagId,
    userId,
    ...given
  }: { tagId: string; userId: string } & Given<RevisionRecord>): RevisionRecord {
    const revision = {
      ...{ _id: this.#newId(), documentId: tagId, collectionName: "Tags", userId, editedAt: this.moment() },
      ...{ version: "1.0.0", changeMetrics: { added: 10, removed: 0 } },
      ...given,
    };
    this.databaseOf(tagId).records.revisions.set(revision._id, revision);
    return revision;
  }

  /** Adds a comment: below `parentCommentId`, on `postId`, in the discussion of `tagId`, or nowhere, as the server allows. */
  addComment(given: NewComment): CommentRecord {
    const {
      database: name = "lesswrong",
      html = "<p>A comment.</p>",
      markdown = "",
      author,
      ...rest
    } = given;
    const standsOn = rest.parentCommentId ?? rest.postId ?? rest.tagId ?? undefined;
    const database =
      standsOn === undefined ? { name, records: this.database(name) } : this.databaseOf(standsOn);
    const postedAt = rest.postedAt ?? this.moment();
    const comment = commentRecord({
      _id: this.#newId(),
      ...rest,
      postedAt,
      contents: rest.contents === undefined ? contentsOf(html, postedAt, markdown) : rest.contents,
      userId: rest.userId ?? this.#author(database.name, author ?? "Visitor"),
    });
    database.records.place(comment);
    database.records.comments.set(comment._id, comment);
    this.tell({ kind: "comment-added", commentId: comment._id });
    return comment;
  }

  protected databaseOf(id: string): { readonly name: string; readonly records: ForumDatabase } {
    const found = this.#find(id);
    if (found === undefined) throw new Error(`nothing has the id ${id}`);
    return found;
  }

  #find(id: string): { readonly name: string; readonly records: ForumDatabase } | undefined {
    for (const [name, records] of this.#databases) {
      const { comments, posts, tags, users, sequences, revisions } = records;
      if ([comments, posts, tags, users, sequences, revisions].some((kind) => kind.has(id)))
        return { name, records };
    }
    return undefined;
  }

  /** Makes a new id, even if saved content already has the ids of an earlier forum. */
  #newId(): string {
    const id = this.#makeId();
    return this.#find(id) === undefined ? id : this.#newId();
  }

  /** Returns the author with that name, and adds them if there is none. */
  #author(database: string, displayName: string): string {
    const users = this.database(database).users.values();
    const known = [...users].find((user) => user.displayName === displayName);
    return (known ?? this.addUser({ database, displayName }))._id;
  }

  protected moment(): string {
    return new Date(this.now()).toISOString();
  }

  protected tell(change: ForumChange): void {
    this.#changes.emit("change", change);
  }
}

import { type FaultHandle, PlannedFaults } from "loopback-sites/http/planned-faults.ts";
import type { ForumContent } from "./content.ts";
import { ForumDatabase } from "./database.ts";
import { ForumEditor } from "./editor.ts";
import { type Fault, type ForumRequest, siteFault } from "./faults.ts";
import type { Dialect } from "./schema.ts";
import { SiteServer } from "./site-server.ts";
import type { ViewSite } from "./view.ts";

export interface LoopbackForumOptions {
  /** Milliseconds since the epoch; the default date of added content. */
  readonly now?: () => number;
  /** Port of the first site; the others follow. By default, free ports. */
  readonly port?: number;
  /** The most records of a list in one answer; 5000 on the real sites. */
  readonly maxLimit?: number;
  readonly content?: ForumContent;
}

interface SiteKind {
  readonly database: string;
  readonly dialect: Dialect;
  readonly url: string;
  readonly views: ViewSite;
}

const current: ViewSite = {
  hasCommentWindows: true,
  isAlignmentOnly: false,
  hidesUnreviewedSince: "2023-04-04T18:54:35.895Z",
};

const siteKinds: Readonly<Record<string, SiteKind>> = {
  lesswrong: { database: "lesswrong", dialect: "current", url: "https://www.lesswrong.com", views: current },
  alignmentforum: {
    database: "lesswrong",
    dialect: "current",
    url: "https://www.alignmentforum.org",
    views: { ...current, isAlignmentOnly: true },
  },
  eaforum: {
    database: "eaforum",
    dialect: "fork",
    url: "https://forum.effectivealtruism.org",
    views: { ...current, hasCommentWindows: false },
  },
};

/**
 * LessWrong, the Alignment Forum and the EA Forum in one process, each on its own loopback port. Answers as the real sites do, with
 * content that can change while it runs. It knows nothing of the bot.
 */
export class LoopbackForum extends ForumEditor {
  /** Every request, oldest first. */
  readonly requests: ForumRequest[] = [];
  readonly #servers = new Map<string, SiteServer>();
  readonly #faults = new PlannedFaults<ForumRequest>();

  private constructor(databases: ReadonlyMap<string, ForumDatabase>, now: () => number) {
    super(databases, now);
  }

  static async open(options: LoopbackForumOptions = {}): Promise<LoopbackForum> {
    const databases = new Map(
      Object.values(siteKinds).map(({ database }) => [database, new ForumDatabase()] as const),
    );
    const forum = new LoopbackForum(databases, options.now ?? Date.now);
    let port = options.port ?? 0;
    for (const [name, kind] of Object.entries(siteKinds)) {
      const database = databases.get(kind.database) ?? new ForumDatabase();
      const site = { ...kind, database, maxLimit: options.maxLimit ?? 5000 };
      const server = new SiteServer(name, site, {
        now: forum.now,
        record: (request) => forum.requests.push(request),
        nextFault: (request) => forum.#faults.strike(request),
      });
      await server.listen(port);
      if (port !== 0) port += 1;
      forum.#servers.set(name, server);
    }
    if (options.content !== undefined) forum.load(options.content);
    return forum;
  }

  get siteNames(): readonly string[] {
    return [...this.#servers.keys()];
  }

  /** Returns the origin that answers for a site. */
  apiUrl(site: string): string {
    const server = this.#servers.get(site);
    if (server === undefined) throw new Error(`no site ${site}`);
    return server.url;
  }

  /** Makes later requests fail. Earlier faults are used up first. */
  inject(fault: Fault): FaultHandle {
    return this.#faults.inject(siteFault(fault));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.close()));
  }
}

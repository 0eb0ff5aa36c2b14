export interface LemmyPerson {
  readonly id: number;
  readonly name: string;
  displayName: string | undefined;
  /** Host of the instance that the account is on. */
  readonly home: string;
  bio: string | undefined;
  isDeleted: boolean;
}

export interface LemmyCommunity {
  readonly id: number;
  readonly name: string;
  title: string;
  readonly home: string;
  isRemoved: boolean;
}

export interface LemmyPost {
  readonly id: number;
  title: string;
  url: string | undefined;
  body: string | undefined;
  readonly creator: LemmyPerson;
  readonly community: LemmyCommunity;
  readonly atMs: number;
  updatedAtMs: number | undefined;
  isLocked: boolean;
  isRemoved: boolean;
  isDeleted: boolean;
  score: number;
}

export interface LemmyComment {
  readonly id: number;
  readonly post: LemmyPost;
  readonly creator: LemmyPerson;
  /** Ids of its ancestors and its own. */
  readonly path: readonly number[];
  text: string;
  readonly atMs: number;
  updatedAtMs: number | undefined;
  isRemoved: boolean;
  isDeleted: boolean;
  score: number;
}

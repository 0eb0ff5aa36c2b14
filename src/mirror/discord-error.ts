import type { DiscordFault } from "../language/faults.ts";

export class DiscordError extends Error {
  override readonly name: string = "DiscordError";
  readonly fault: DiscordFault;

  constructor(message: string, fault: DiscordFault, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Some forum posts of a follow could not be deleted. */
export class PostsLeftError extends DiscordError {
  override readonly name = "PostsLeftError";
  /** Number of forum posts deleted. */
  readonly removed: number;
  /** Addresses of the forum posts that are still there. */
  readonly left: readonly string[];

  constructor(cause: DiscordError, { removed, left }: Pick<PostsLeftError, "removed" | "left">) {
    super("some forum posts could not be deleted", cause.fault, { cause });
    this.removed = removed;
    this.left = left;
  }
}

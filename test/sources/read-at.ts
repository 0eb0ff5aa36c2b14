import type { Post, Thread } from "../../src/forum/post.ts";
import type { Found, Source } from "../../src/sources/source.ts";
import { member } from "./loopback.ts";

/** Finds the target of an address, as for a member. */
export async function findAt(source: Source, address: string): Promise<Found | undefined> {
  const link = source.parseUrl(new URL(address));
  return link && (await source.find(link, member));
}

export async function postAt(source: Source, address: string): Promise<Post> {
  const found = await findAt(source, address);
  if (found?.kind !== "post") throw new Error(`no post at ${address}`);
  return found.post;
}

export async function threadAt(source: Source, address: string): Promise<Thread> {
  const { reference } = await postAt(source, address);
  const thread = await source.readThread(reference, member);
  if (thread === undefined) throw new Error(`no thread at ${address}`);
  return thread;
}

import { z } from "zod";
import type { RequestOptions } from "../source.ts";
import type { LemmyApi } from "./lemmy-api.ts";
import {
  type CommentView,
  commentViewShape,
  communityViewShape,
  type PersonView,
  type PostView,
  personViewShape,
  postViewShape,
  type RawCommunity,
} from "./records.ts";

const postAnswer = z.object({ post_view: postViewShape });
const commentAnswer = z.object({ comment_view: commentViewShape });
const personAnswer = z.object({ person_view: personViewShape });
const communityAnswer = z.object({ community_view: communityViewShape });

export async function askForPost(
  api: LemmyApi,
  of: { readonly id: string } | { readonly comment_id: string },
  request: RequestOptions,
): Promise<PostView | undefined> {
  return (await api.read({ 3: "/post", 4: "/post" }, of, postAnswer, request))?.post_view;
}

export async function askForComment(
  api: LemmyApi,
  id: string,
  request: RequestOptions,
): Promise<CommentView | undefined> {
  return (await api.read({ 3: "/comment", 4: "/comment" }, { id }, commentAnswer, request))?.comment_view;
}

/** Asks for a person by id, or by name with the host of another instance. */
export async function askForPerson(
  api: LemmyApi,
  of: { readonly person_id: string } | { readonly username: string },
  request: RequestOptions,
): Promise<PersonView | undefined> {
  // Version 3 lists what they wrote as well.
  const query = { ...of, limit: 1 };
  return (await api.read({ 3: "/user", 4: "/person" }, query, personAnswer, request))?.person_view;
}

export async function askForCommunity(
  api: LemmyApi,
  name: string,
  request: RequestOptions,
): Promise<RawCommunity | undefined> {
  const answer = await api.read({ 3: "/community", 4: "/community" }, { name }, communityAnswer, request);
  return answer?.community_view.community;
}

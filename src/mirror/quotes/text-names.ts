import type { Writing } from "../../forum/writing.ts";
import { StateNames } from "../state-names.ts";

type Text = Pick<Writing, "body" | "visibility">;

/** Names what is quoted of a comment or post: another name means another text. Short, since custom ids hold it. */
export const textNames = new StateNames<Text>(
  { 1: ({ body, visibility }) => [body.text, visibility] },
  { digest: "base64url", length: 8 },
);

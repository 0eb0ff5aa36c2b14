import type { Writing } from "../../forum/writing.ts";
import { StateNames } from "../state-names.ts";

type Text = Pick<Writing, "body" | "visibility">;

/** Names the quoted text of a comment or post: a different name means a different text. Short, because custom ids hold it. */
export const textNames = new StateNames<Text>(
  { 1: ({ body, visibility }) => [body.text, visibility] },
  { digest: "base64url", length: 8 },
);

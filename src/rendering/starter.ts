import type { Persona } from "./persona.ts";

/** The name, tags and first message of a forum post. */
export interface Starter {
  /** Plain text of 1–100 characters. */
  readonly title: string;
  /** Address that the title links to. */
  readonly url: string;
  /** Discord Markdown, at most 4096 characters; may be empty. */
  readonly description: string;
  /** One line of Discord Markdown: date, score, link. */
  readonly facts: string;
  readonly author: Persona & { readonly url: string | undefined };
  readonly image: string | undefined;
  /** Names of the site's tags, most important first. */
  readonly tags: readonly string[];
}

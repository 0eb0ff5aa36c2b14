import type { Persona } from "./persona.ts";

/** The beginning of a Discord forum post. */
export interface Starter {
  /** 1–100 characters, plain text. */
  readonly title: string;
  /** Where the title leads. */
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

import type { APIAllowedMentions, APIMessageTopLevelComponent } from "discord-api-types/v10";

export type Mention = {
  readonly kind: "everyone" | "here" | "role" | "user";
  readonly id: string | undefined;
};

/** The mentions that a route allows if a request does not specify them. */
export type MentionDefault = "everything" | "users";

const patterns: readonly { readonly kind: Mention["kind"]; readonly pattern: RegExp }[] = [
  { kind: "everyone", pattern: /@everyone/g },
  { kind: "here", pattern: /@here/g },
  { kind: "role", pattern: /<@&(\d{1,20})>/g },
  { kind: "user", pattern: /<@!?(\d{1,20})>/g },
];

/** Returns every text of a message that is searched for mentions: its content and its text displays, never its embeds. */
export function mentioningText(content: string, components: readonly APIMessageTopLevelComponent[]): string {
  const texts = [content];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === "object" && node !== null) {
      if ("type" in node && node.type === 10 && "content" in node) texts.push(String(node.content));
      for (const value of Object.values(node)) visit(value);
    }
  };
  visit(components);
  return texts.join("\n");
}

function isAllowed(
  mention: Mention,
  allowed: APIAllowedMentions | undefined,
  fallback: MentionDefault,
): boolean {
  if (allowed === undefined) return fallback === "everything" || mention.kind === "user";
  const parse: readonly string[] = allowed.parse ?? [];
  if (mention.kind === "everyone" || mention.kind === "here") return parse.includes("everyone");
  if (mention.kind === "role") {
    return parse.includes("roles") || (allowed.roles ?? []).includes(mention.id ?? "");
  }
  return parse.includes("users") || (allowed.users ?? []).includes(mention.id ?? "");
}

/**
 * Finds the people whom a text would ping. Stricter than Discord: code does not shield, the mentioned need not exist, and
 * mentioning everyone needs no permission. https://discord.com/developers/docs/resources/message#allowed-mentions-object
 */
export function findPings(
  text: string,
  allowed: APIAllowedMentions | null | undefined,
  fallback: MentionDefault,
): Mention[] {
  const found = new Map<string, Mention>();
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const mention: Mention = { kind, id: match[1] };
      if (isAllowed(mention, allowed ?? undefined, fallback)) found.set(`${kind}${match[1] ?? ""}`, mention);
    }
  }
  return [...found.values()];
}

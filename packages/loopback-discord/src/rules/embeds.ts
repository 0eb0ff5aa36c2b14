import type { APIEmbed } from "discord-api-types/v10";
import type { FormIssue } from "../rest/refusal.ts";

const tooLong = (path: readonly PropertyKey[], limit: number): FormIssue => ({
  path,
  code: "BASE_TYPE_MAX_LENGTH",
  message: `Must be ${limit} or fewer in length.`,
});

const required = (path: readonly PropertyKey[]): FormIssue => ({
  path,
  code: "BASE_TYPE_REQUIRED",
  message: "This field is required",
});

function badUrls(embed: APIEmbed, path: readonly PropertyKey[]): FormIssue[] {
  const urls: readonly [readonly PropertyKey[], string | undefined][] = [
    [["url"], embed.url],
    [["author", "url"], embed.author?.url],
    [["author", "icon_url"], embed.author?.icon_url],
    [["footer", "icon_url"], embed.footer?.icon_url],
    [["image", "url"], embed.image?.url],
    [["thumbnail", "url"], embed.thumbnail?.url],
  ];
  return urls.flatMap(([field, url]) => {
    if (!url || /^(https?|attachment):\/\/\S/i.test(url)) return [];
    const message = "Scheme must be one of ('http', 'https').";
    return [{ path: [...path, ...field], code: "URL_TYPE_INVALID_SCHEME", message }];
  });
}

function checkEmbed(embed: APIEmbed, path: readonly PropertyKey[]): FormIssue[] {
  const issues = badUrls(embed, path);
  const limited: readonly [readonly PropertyKey[], string | undefined, number][] = [
    [["title"], embed.title, 256],
    [["description"], embed.description, 4096],
    [["author", "name"], embed.author?.name, 256],
    [["footer", "text"], embed.footer?.text, 2048],
  ];
  for (const [field, text, limit] of limited) {
    if ((text ?? "").length > limit) issues.push(tooLong([...path, ...field], limit));
  }
  for (const [index, field] of (embed.fields ?? []).entries()) {
    for (const [key, limit] of [
      ["name", 256],
      ["value", 1024],
    ] as const) {
      const text = (field[key] ?? "").trim();
      if (text === "") issues.push(required([...path, "fields", index, key]));
      if (text.length > limit) issues.push(tooLong([...path, "fields", index, key], limit));
    }
  }
  if (embed.author && !embed.author.name?.trim()) issues.push(required([...path, "author", "name"]));
  const shows =
    embed.title || embed.description || embed.author || embed.footer || embed.image || embed.thumbnail;
  if (!shows && !embed.fields?.length) issues.push(required([...path, "description"]));
  return issues;
}

function embedTextLength(embed: APIEmbed): number {
  const texts = [embed.title, embed.description, embed.author?.name, embed.footer?.text];
  for (const field of embed.fields ?? []) texts.push(field.name, field.value);
  return texts.reduce((length, text) => length + (text?.trim().length ?? 0), 0);
}

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export function checkEmbeds(embeds: readonly APIEmbed[]): FormIssue[] {
  const issues = embeds.flatMap((embed, index) => checkEmbed(embed, ["embeds", index]));
  if (embeds.length > 10) issues.push(tooLong(["embeds"], 10));
  if (embeds.reduce((length, embed) => length + embedTextLength(embed), 0) > 6000) {
    const message = "Embed size exceeds maximum size of 6000";
    issues.push({ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message });
  }
  return issues;
}

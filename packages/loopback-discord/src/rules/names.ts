import { invalidField } from "../rest/refusal.ts";

/**
 * Checks a name that a webhook may use, trimmed as in Discord. https://discord.com/developers/docs/resources/webhook#create-webhook
 */
export function checkWebhookName(name: string, field: "name" | "username"): string {
  const trimmed = name.trim();
  const length = [...trimmed].length;
  if (length < 1 || length > 80) {
    throw invalidField([field], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 80 in length.");
  }
  for (const word of ["clyde", "discord"]) {
    if (trimmed.toLowerCase().includes(word)) {
      throw invalidField([field], "USERNAME_INVALID_CONTAINS", `Username cannot contain "${word}"`);
    }
  }
  if (["everyone", "here"].includes(trimmed.toLowerCase())) {
    throw invalidField([field], "USERNAME_INVALID", `Username cannot be "${trimmed}"`);
  }
  return trimmed;
}

export function checkAvatarUrl(url: string | null | undefined): string | undefined {
  if (!url) return undefined;
  if (!URL.canParse(url) || !["http:", "https:"].includes(new URL(url).protocol) || url.length > 2048) {
    throw invalidField(["avatar_url"], "URL_TYPE_INVALID_URL", "Not a well formed URL.");
  }
  return url;
}

/** A thread's name: 1–100 characters after trimming. */
export function checkThreadName(name: string, path: readonly string[] = ["name"]): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100) {
    throw invalidField(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
  }
  return trimmed;
}

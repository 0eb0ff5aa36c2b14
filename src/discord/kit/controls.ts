import { z } from "zod";
import { longestReference, parseReference, type RecordKind, type Reference } from "../../forum/reference.ts";
import { longestSiteName } from "../../forum/site.ts";
import { customIds, type Field } from "./custom-id.ts";

/* Every button, menu and form of the bot. Messages keep their custom ids for years, so an action never changes its name or its fields; a new field comes last and is optional. */

const writing = reference("comment", "post", "tag");
const user = reference("user");
const site = text(longestSiteName);
/** Id of a message or an interaction. */
const snowflake = { longest: 20, schema: z.string().regex(/^\d{1,20}$/) };
/** Key of something that the archive remembers, see {@link Records}. */
const memory = text(12);
const number = {
  longest: 9,
  schema: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
};
/** Number of a page or part, from 0. Anything else counts as the first. */
const page = {
  longest: 6,
  schema: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .catch(0),
};

export const quoteIds = customIds("quote", {
  controls: { open: { reference: writing }, post: { reference: writing, memory } },
  forms: { choose: { reference: writing, textName: optional(text(8)), opening: optional(snowflake) } },
});

export const replyIds = customIds("reply", {
  controls: { open: { reference: writing, messageId: optional(snowflake) } },
  forms: {
    write: { reference: writing, messageId: optional(snowflake), opening: optional(snowflake) },
  },
});

export const editReplyIds = customIds("edit-reply", {
  controls: {},
  forms: { "": { messageId: snowflake } },
});

export const deleteReplyIds = customIds("delete-reply", {
  controls: { delete: { messageId: snowflake }, keep: { messageId: snowflake } },
  forms: {},
});

export const lookupIds = customIds("lookup", {
  controls: {
    page: { memory },
    part: { reference: writing, part: page },
    show: { reference: writing },
    choose: {},
  },
  forms: {},
});

export const contextIds = customIds("context", {
  controls: { show: { reference: writing }, turn: { reference: writing, above: page, replies: page } },
  forms: {},
});

export const profileIds = customIds("profile", {
  controls: {
    show: { site, user },
    list: { list: oneOf("sequences", "wiki", "comments"), site, user },
    page: { memory },
    follow: { site, user },
    into: { site, user },
  },
  forms: {},
});

export const followingIds = customIds("following", {
  controls: {
    page: { page },
    /** The value chosen in the menu says which follow is meant. */
    choose: { page, follow: optional(number) },
    pause: { page, follow: number },
    resume: { page, follow: number },
    remove: { page, follow: number },
    end: { page, follow: number },
    "end-all": { page, follow: number },
  },
  forms: {},
});

export const settingsIds = customIds("settings", {
  controls: {
    deletions: { value: oneOf("remove", "tombstone") },
    score: { value: oneOf("on", "off") },
    limit: {},
    muted: {},
    sites: {},
    channel: {},
    followers: {},
    trouble: {},
  },
  forms: { limit: { shown: optional(number) }, muted: { memory: optional(memory) } },
});

export const privacyIds = customIds("privacy", {
  controls: {
    me: {},
    forget: { what: oneOf("only", "all") },
    export: {},
    delete: {},
    code: { direction: oneOf("out", "in"), user },
    check: { direction: oneOf("out", "in"), user },
  },
  forms: { delete: {} },
});

function text(longest: number): Field<string> {
  return { longest, schema: z.string().min(1) };
}

function oneOf<const T extends string>(...values: readonly [T, ...T[]]): Field<T> {
  const longest = Math.max(...values.map((value) => value.length));
  return { longest, schema: z.enum(values) as z.ZodType<T> };
}

function reference<K extends RecordKind>(...kinds: readonly K[]): Field<Reference<K>> {
  const schema = z.custom<Reference<K>>(
    (value) => typeof value === "string" && kinds.some((kind) => parseReference(value)?.kind === kind),
  );
  return { longest: longestReference, schema };
}

/** A field that ids of earlier versions lack. */
function optional<T>({ longest, schema }: Field<T>): Field<T | undefined> {
  return { longest, schema: schema.optional() };
}

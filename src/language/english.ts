import type { TargetKind } from "../forum/target.ts";
import type { WritingKind } from "../forum/writing.ts";
import type { DiscordFault, HeldRequests, HoldReason, SourceFault, StoreFault } from "./faults.ts";

const targetNames: Readonly<Record<TargetKind, string>> = {
  post: "Post",
  discussion: "Discussion of the wiki page",
  comment: "Comment thread",
  user: "Comments by",
  sequence: "Sequence",
  tag: "List of posts",
  site: "Whole site",
};

/** Kinds of targets, as a sentence names them. */
const targetKinds: Readonly<Record<TargetKind, string>> = {
  post: "posts",
  discussion: "wiki page discussions",
  comment: "comment threads",
  user: "a user's comments",
  sequence: "sequences",
  tag: "lists of posts",
  site: "the whole site",
};

const heldTogether: Readonly<Record<HeldRequests & string, string>> = {
  all: "All requests to Discord",
  token: "All requests with my token",
  address: "All webhook calls",
};

const holdReasons: Readonly<Record<HoldReason, string>> = {
  "invalid-requests": "it refused too many requests",
  "rate-limit": "it asked for a pause",
  outage: "it is not answering",
  "token-refused": "it does not accept my token",
};

const permissionNames: Readonly<Record<string, string>> = {
  ViewChannel: "View Channel",
  SendMessages: "Send Messages (create posts)",
  SendMessagesInThreads: "Send Messages in Posts",
  EmbedLinks: "Embed Links",
  ReadMessageHistory: "Read Message History",
  ManageWebhooks: "Manage Webhooks",
  ManageThreads: "Manage Posts",
  unknown: "a permission that Discord did not name",
};

/** Example addresses for sites of one kind. */
interface AddressExamples {
  /** Addresses on the first such site. */
  readonly accepted: readonly string[];
  /** The other sites, where the same forms work. */
  readonly alike: readonly string[];
}

/** Every text that a person reads, in English. Each other language is a file of the same shape. */
export const english = {
  /** Names of commands and options, keyed by their English names. Discord shows each member the names in their own language. */
  names: {
    commands: {
      follow: "follow",
      unfollow: "unfollow",
      following: "following",
      quote: "quote",
      reply: "reply",
      lookup: "lookup",
      top: "top",
      context: "context",
      profile: "profile",
      settings: "settings",
      privacy: "privacy",
      status: "status",
      help: "help",
    },
    options: {
      url: "url",
      channel: "channel",
      backfill: "backfill",
      "min-score": "min-score",
      authors: "authors",
      follow: "follow",
      "remove-posts": "remove-posts",
      comment: "comment",
      passage: "passage",
      text: "text",
      author: "author",
      post: "post",
      site: "site",
      since: "since",
      until: "until",
      sort: "sort",
      period: "period",
      user: "user",
    },
  },

  /** Lines of a mirrored thread. */
  mirror: {
    unknownAuthor: "[unknown author]",
    untitled: "Untitled",
    deletedComment: "a deleted comment",
    movedComment: (place: string) => `This comment was moved and now stands on ${place}`,
    gonePost: (site: string) => `${site} no longer shows this post.`,
    goneComment: (site: string) => `${site} no longer shows this comment.`,
    notShownComment: "a comment that is not shown here",
    notPublicComment: "a comment that is not public",
    withheldComment: "a comment whose author opted out of this bot",
    withheldPost: "A post whose author opted out of this bot",
    withheldPostNote:
      "Its author opted out of this bot: read it on the site. What others wrote below goes on here.",
    withheldAuthor: "[author opted out]",
    answer: "Answer",
    on: "on",
    score: (score: number) => `${count(score)} ${Math.abs(score) === 1 ? "point" : "points"}`,
    agreement: (agreement: number) => `agreement ${count(agreement)}`,
    comments: (number: number) => plural(number, "comment"),
    readOn: (site: string) => `Read on at ${site}`,
    commentsBy: (name: string) => `Comments by ${name}`,
    userPage: (name: string, site: string) => `Comments by ${name} on ${site}, as they come.`,
    subtreeTitle: (name: string, title: string) => `${name} on ${title}`,
    /** The line above the first message of a copy. */
    mergedInto: (link: string) => `This post was a copy of an older one and has been merged into it: ${link}`,
  },

  /** Says what failed in Discord and what to do. `isRetried`: the bot tries again by itself, as it does for a follow. */
  fault: (fault: DiscordFault, isRetried = true): string => {
    const then = isRetried ? "; then I will carry on by myself." : ", then try again.";
    const later = isRetried ? "I will keep trying." : "Try again in a few minutes.";
    switch (fault.kind) {
      case "missing-permissions": {
        const names = fault.permissions.map((name) => `**${permissionNames[name] ?? name}**`).join(", ");
        return `I lack ${names} in that channel. Give them to my role there${then}`;
      }
      case "channel-gone":
        return "That channel is gone, or I cannot see it. Give me **View Channel** there, or follow into another channel.";
      case "not-a-forum":
        return "That channel is not a forum channel. Choose a forum channel, or create one in the channel list.";
      case "thread-gone":
        return "Its forum post was deleted. `/unfollow` it; if the deletion was a mistake, `/follow` it again.";
      case "thread-locked":
        return `Its forum post is locked. Unlock it${then}`;
      case "tag-required":
        return "The channel requires a tag but has none that I may use. Add a tag to it, or give me **Manage Channels**.";
      case "webhook-limit":
        return "The channel has as many webhooks as Discord allows (15). Delete one in the channel's integrations.";
      case "thread-limit":
        return `The server has as many active posts as Discord allows. Close some${then}`;
      case "held-back":
        return `I am sending nothing to Discord for now: ${holdReasons[fault.reason]}. ${later}`;
      case "not-in-server":
        return `I was removed from the server. Invite me again${then}`;
      case "edit-too-old":
        return "Discord limits edits to old messages. I will try again later.";
      case "refused":
        return `Discord refused a message (code ${fault.code}). My operator finds the details in the log.`;
      default:
        return `Discord is not answering at the moment. ${later}`;
    }
  },

  /** Says which ability a site lacks. */
  lacking: {
    readProfile: (site: string) =>
      `${site} has no profile pages. To see what someone wrote there, use \`/lookup\` with \`author\`.`,
    readCommentsByUser: (site: string) => `${site} cannot list everything that one person wrote.`,
    readSequencesByUser: (site: string) => `${site} has no sequences.`,
    readWikiContributions: (site: string) => `${site} has no wiki.`,
    readSequence: (site: string) => `${site} has no sequences.`,
    readPosts: (site: string) => `${site} cannot list its posts.`,
    scores: (site: string) => `${site} does not score comments, so \`min-score\` does not work there.`,
    commentScores: (site: string) =>
      `${site} scores posts but not comments, so \`min-score\` works there only for lists of posts.`,
    minScore: (site: string) =>
      `${site} has too many posts to mirror. Add \`min-score\`, for example 200, to choose among them.`,
    target: (site: string, kind: TargetKind, possible: readonly TargetKind[]) =>
      `I cannot follow ${targetKinds[kind]} on ${site}. There I can follow ${possible.map((one) => targetKinds[one]).join(", ")}.`,
  },
  /** Says why reading from a site failed. */
  siteFault: (site: string, fault: SourceFault): string => {
    if (fault === "not-public") return `${site} does not show that to visitors.`;
    if (fault === "record-refused")
      return `${site} refuses to show that for a reason I do not know. Check in a browser whether it opens when you are logged out.`;
    if (fault === "spent") return `I have used up the requests that ${site} allows in 24 hours.`;
    return ["malformed", "too-large", "refused"].includes(fault)
      ? `${site} sent an answer that I cannot read.`
      : `${site} is not answering at the moment.`;
  },

  number: (number: number) => count(number),

  targetName: (kind: TargetKind) => targetNames[kind],

  follow: {
    description: "Mirror a discussion into a forum channel",
    options: {
      url: "Address of a post, comment, user, sequence, wiki page or site",
      channel: "Forum channel to mirror into",
      backfill: "How many past comments to start with (for a sequence, tag or site: how many posts)",
      minScore: "Leave out anything with fewer points",
      authors: "Only these authors, separated by commas",
    },
    onlyInServer: "You can only follow things in a server. Use this command there.",
    mayNot: "You need **Manage Threads** (Manage Posts) in this server to do that. Ask a moderator.",
    mayNotFollow:
      "You need **Manage Threads** (Manage Posts) in this server, or a role that may add follows. Ask a moderator.",
    unknownUrl: (examples: readonly AddressExamples[]) => {
      const lines = examples.flatMap(({ accepted, alike }) => [
        ...accepted.map((url) => `- \`${url}\``),
        ...(alike.length === 0 ? [] : [`The same goes for ${alike.map((url) => `\`${url}\``).join(", ")}.`]),
      ]);
      return `I cannot follow that address. These work:\n${lines.join("\n")}`;
    },
    unknownUrlOnMany: (titles: readonly string[]) =>
      `I cannot follow that address. I read ${titles.join(", ")}. Give the address of a post on one of these sites. The operator chooses the sites.`,
    notRecognised: (host: string, kinds: readonly string[]) =>
      `I cannot follow ${host}: it does not look like a site of a kind that I may follow (${kinds.join(", ")}). If it is one, give the address of a post there, as your browser shows it.`,
    notPublicAddress:
      "I follow only public websites, by name and on the usual ports. Give the address as your browser shows it, beginning with `https://`.",
    tooManySites: (most: number) =>
      `Members of this server have already chosen ${plural(most, "site")}, which is the limit. To make room, \`/unfollow\` everything on one of them; \`/following\` lists them.`,
    notFound: (site: string) =>
      `${site} has nothing at that address. It may have been deleted, or it may be a draft. Check it in a browser.`,
    unknownId: (sites: readonly string[]) =>
      `There is nothing with that id on ${sites.join(" or ")}. It may have been deleted, or it may be a draft. Check the address.`,
    hidden: (site: string) => `${site} does not show that to visitors, so I cannot read it.`,
    already: (link: string) =>
      `This channel already follows that: ${link}\nTo change its filters, \`/unfollow\` it first.`,
    alsoIn: (channels: readonly string[]) => `This server also follows it in ${channels.join(", ")}.`,
    remade: "Its earlier forum post here was deleted; this follow makes a new one.",
    shares: (shared: number, threads: number) =>
      threads === 1
        ? "That is already mirrored here; this follow shares its forum post."
        : shared === 1
          ? "1 of these posts is already mirrored here; this follow shares its forum post."
          : `${count(shared)} of these posts are already mirrored here; this follow shares their forum posts.`,
    limitReached: (limit: number) =>
      `This server has reached its limit of ${plural(limit, "follow")}. \`/unfollow\` something, or ask a manager to raise the limit in \`/settings\`.`,
    siteNotAllowed: (site: string, allowed: readonly string[]) =>
      `This server does not follow ${site}; it allows ${allowed.join(", ")}. A manager can change that in \`/settings\`.`,
    mutedAuthor: (name: string) =>
      `This server does not mirror ${name}. A manager can change that in \`/settings\`.`,
    unknownAuthor: (typed: string, site: string, alike: readonly string[]) =>
      `${site} has no author called “${typed}”. ${
        alike.length === 0
          ? "Check the name, or give the address of their profile page."
          : `Did you mean ${alike.join(", ")}? Otherwise give the address of their profile page.`
      }`,
    severalAuthors: (typed: string, authors: readonly string[]) =>
      `Several authors are called “${typed}”. Give one of these instead: ${authors.join(", ")}.`,
    tooManyAuthors: (most: number) => `A follow can name at most ${plural(most, "author")}.`,
    chooseChannel: "Which forum channel? Choose one with the `channel` option.",
    defaultChannelGone:
      "This server's default channel is gone, or I cannot see it. Choose one with the `channel` option, or another default in `/settings`.",
    understood: (facts: {
      kind: string;
      title: string;
      by: string;
      comments: string;
      filters: readonly string[];
      channel: string;
    }) =>
      `${facts.kind} ${[facts.title, facts.by, facts.comments, ...facts.filters].filter(Boolean).join(", ")} → ${facts.channel}`,
    by: (names: string) => `by ${names}`,
    fromScore: (score: number) => `at least ${plural(score, "point")}`,
    onlyBy: (names: string) => `only by ${names}`,
    reading: "Reading the site…",
    mirroring: (facts: { sent: number; total: number; opened: number; threads: number }) =>
      `Mirrored ${count(facts.sent)} of ${plural(facts.total, "comment")}, ${count(facts.opened)} of ${plural(facts.threads, "post")}…`,
    mirrored: (facts: {
      total: number;
      leftOut: number | undefined;
      threads: number;
      leavesPostsOut: boolean;
    }) => {
      const comments =
        facts.leftOut === undefined
          ? `the newest ${plural(facts.total, "comment")}`
          : facts.leftOut === 0
            ? `all ${plural(facts.total, "comment")}`
            : `the newest ${count(facts.total)} of ${plural(facts.total + facts.leftOut, "comment")}`;
      const posts = plural(facts.threads, "post");
      return `Mirrored ${comments} in ${facts.leavesPostsOut ? `the newest ${posts}` : posts}.`;
    },
    nothingYet: "Nothing to mirror yet; new comments appear as they are posted.",
    goesOn: "I will carry on in the background. `/following` shows the progress.",
    refused: (number: number) =>
      `Discord refused ${plural(number, "message")}. My operator finds the reason in the log.`,
    at: (link: string) => `Read it here: ${link}`,
    morePlaces: (number: number, channel: string) => `and ${plural(number, "more post")} in ${channel}`,
    chooseBelow: "Choose the forum channel to mirror into.",
    channelMenu: "Choose a forum channel",
    noForum: "This server has no forum channel. Create one in the channel list, then try again.",
  },

  unfollow: {
    description: "End a follow",
    options: {
      follow: "The follow to end: choose one, or give the address that it follows",
      removePosts: "Also delete its forum posts",
    },
    unknown: "This server has no such follow. `/following` lists them.",
    several: "Several follows match that. Choose one from the list that appears as you type.",
    notRemoved: (facts: { reason: string; removed: number; left: readonly string[]; more: number }) =>
      [
        `I could not delete all of its forum posts, so the follow continues. ${facts.reason} Or leave out \`remove-posts\` and delete them yourself.`,
        facts.removed === 0 ? "" : `\nDeleted: ${plural(facts.removed, "forum post")}.`,
        facts.left.length === 0 ? "" : `\nStill there: ${facts.left.join(", ")}`,
        facts.more === 0 ? "" : ` and ${count(facts.more)} more`,
      ].join(""),
    done: (facts: { title: string; own: number; shared: number; isRemoved: boolean }) =>
      [
        `No longer following ${facts.title}.`,
        facts.own === 0 && facts.shared > 0
          ? ""
          : facts.isRemoved
            ? " Its forum posts were deleted."
            : " Its forum posts stay.",
        facts.shared === 0
          ? ""
          : ` ${plural(facts.shared, facts.own > 0 ? "other forum post" : "forum post")} also ${facts.shared === 1 ? "belongs to other follows and stays" : "belong to other follows and stay"}`,
        facts.shared === 0 ? "" : facts.isRemoved ? ", without the comments that only this one wanted." : ".",
      ].join(""),
  },

  following: {
    description: "What this server follows",
    none: "This server follows nothing yet. Start with `/follow`.",
    states: { active: "active", paused: "paused", troubled: "stopped" },
    counts: (sent: number, total: number, threads: number) =>
      `${count(sent)} of ${plural(total, "comment")} in ${plural(threads, "post")}`,
    lastActivity: (ms: number) => `last activity ${relative(ms)}`,
    lastRead: (ms: number) => `last read in full ${relative(ms)}`,
    lateEdits: (number: number, nextMs: number) =>
      `${plural(number, "edit")} to old messages delayed by Discord, next try ${relative(nextMs)}`,
    threadWaits: (post: string, reason: string) => `${post}: ${reason}`,
    refused: (site: string) =>
      `${site} refuses to show this for a reason I do not know. If it keeps refusing, I will take down what it no longer shows. Check in a browser whether it opens when you are logged out.`,
    siteNotRead: (site: string) =>
      `My operator no longer lets me read ${site}, so nothing new arrives. What is already here stays. Ask my operator, or \`/unfollow\` this.`,
    hidden: (site: string) =>
      `${site} no longer shows this to visitors, so I took its text down. It comes back when the site shows it again.`,
    moreThreads: (number: number) => `and the same for ${plural(number, "more post")}`,
    pause: "Pause",
    resume: "Resume",
    remove: "Remove",
    shared: (shared: number, threads: number) =>
      threads === 1 ? "shared with another follow" : `${plural(shared, "post")} shared with other follows`,
    merging: (copies: number) =>
      copies === 1
        ? "a copy of an older post is being merged into it"
        : `${count(copies)} copies of older posts are being merged into them`,
    removeQuestion: (title: string, { own, shared }: { own: number; shared: number }) =>
      [
        `Stop following ${title}?`,
        own + shared === 0 ? " It has no forum posts." : "",
        own === 0
          ? ""
          : own === 1
            ? " Its forum post can stay as it is, or be deleted with everything in it, including members' replies."
            : ` Its ${count(own)} forum posts can stay as they are, or be deleted with everything in them, including members' replies.`,
        shared === 0
          ? ""
          : ` ${plural(shared, own > 0 ? "other forum post" : "forum post")} also ${shared === 1 ? "belongs to other follows and stays" : "belong to other follows and stay"}: only the comments there that no other follow wants can be deleted.`,
        own + shared === 0 ? "" : " Deletion cannot be undone.",
      ].join(""),
    keepPosts: ({ own, shared }: { own: number; shared: number }): string =>
      own + shared === 0
        ? "Stop"
        : own + shared === 1
          ? "Stop and keep forum post"
          : "Stop and keep forum posts",
    deletePosts: ({ own }: { own: number; shared: number }): string =>
      own === 0
        ? "Stop and delete its comments"
        : own === 1
          ? "Stop and delete forum post"
          : `Stop and delete ${count(own)} forum posts`,
    cancel: "Cancel",
    choose: "Choose a follow to pause, resume or remove",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: "Previous",
    next: "Next",
  },

  status: {
    description: "How the bot is doing",
    well: "✅ All is well.",
    unwell: "⚠️ Something is wrong. See the lines with this sign.",
    stoppedHere: (number: number) =>
      `⚠️ ${plural(number, "follow")} of this server stopped; \`/following\` says why`,
    running: (version: string, sinceMs: number) => `Commonplace ${version}, started ${relative(sinceMs)}`,
    neverPolled: "not polled yet",
    notFollowed: "nothing followed",
    polled: (ms: number) => `polled ${relative(ms)}`,
    failing: (reason: string) => `failing: ${reason.replaceAll("-", " ")}`,
    pausedUntil: (ms: number) => `paused until ${clockTime(ms)}`,
    unreadable: (number: number) =>
      `${plural(number, "record")} could not be read in the last day; the log names them`,
    requests: (number: number) => `${plural(number, "request")} in the last minute`,
    requestsOfDay: (used: number, most: number) =>
      `${count(used)} of at most ${count(most)} requests in the last 24 hours`,
    backlog: (number: number) => `${plural(number, "message")} waiting`,
    storeFailing: (reason: string) => `⚠️ Nothing is mirrored at the moment. ${reason}`,
    archiveFailing: (kind: "away" | "refusing", sinceMs: number) =>
      kind === "away"
        ? `⚠️ My cache stopped answering ${relative(sinceMs)}. I ask the sites instead, so answers take longer. Nothing is lost.`
        : `⚠️ My cache started refusing new entries ${relative(sinceMs)}. I ask the sites for anything it lacks. Nothing is lost. Tell my operator.`,
    oldest: (ms: number) => `the oldest since ${relative(ms)}`,
    lateEdits: (number: number) => `${plural(number, "edit")} to old messages delayed by Discord`,
    troubled: (number: number) => `${plural(number, "follow")} stopped`,
    discordStopped: (refused: number, untilMs: number) =>
      `⚠️ Discord refused ${plural(refused, "request")} within ten minutes: nothing more is sent until ${relative(untilMs)}`,
    discordRefused: (refused: number, limit: number) =>
      `Discord refused ${plural(refused, "request")} within ten minutes; at ${count(limit)} I stop`,
    heldBack: (requests: HeldRequests, reason: HoldReason, untilMs: number) =>
      `⚠️ ${typeof requests === "string" ? heldTogether[requests] : `\`${requests.route}\``} held back, next try ${relative(untilMs)}: ${holdReasons[reason]}`,
    moreHeldBack: (number: number) => `and ${plural(number, "more route")} held back`,
    gateway: (ms: number) => `Gateway latency ${ms} ms`,
    shardsAway: (away: number, all: number) =>
      `⚠️ ${count(away)} of ${plural(all, "connection")} to Discord ${away === 1 ? "is" : "are"} down; I will serve ${away === 1 ? "its" : "their"} servers again as soon as Discord lets me`,
    invite: "Add me to a server",
  },

  help: {
    description: "What the bot does and where to start",
    intro: (sites: readonly string[]) =>
      `I mirror comment threads from ${sites.length > mostNamed ? `${count(sites.length)} sites` : list.format(sites)} into forum channels: each comment once, in reading order, with its author and a link to the original.`,
    start: "Start with `/follow url:<address of a post> channel:<a forum channel>`.",
    commands: "Commands",
    elsewhere: "I mirror threads in servers that I am a member of.",
    whatIsFollowed: "What is followed here",
    whatIsKept: "What I keep about you",
    welcome: (follow: string, help: string) =>
      `Thank you for adding me. I mirror comment threads from forums and blogs into forum channels. Anyone with **Manage Threads** can start with ${follow} and the address of a post; ${help} shows the rest.`,
    menus: (onComments: readonly string[], onReplies: readonly string[]) =>
      `The menu of a mirrored message offers ${italics(onComments)} under *Apps*; that of a member's reply offers ${italics(onReplies)}.`,
  },

  comment: {
    notMirrored: "That message shows no mirrored comment or post. Choose one that does.",
    isReply:
      "A member wrote that message here; it is not a comment on the site. To answer it, use Discord's own *Reply*.",
    unknown: (sites: readonly string[]) =>
      `I don't know that comment. Choose one from the list that appears as you type, or give its address on ${sites.join(", ")}, or its id.`,
    notAComment: "That is not a comment. Give a comment's address, its id, or a choice from the list.",
  },

  quote: {
    description: "Quote exact words of a comment, with their source",
    menu: "Quote comment",
    options: {
      comment: "Address or id of a comment, or some of its words",
      passage: "The exact words to quote; without them you choose paragraphs",
    },
    title: (kind: WritingKind) => `Quote a ${kind}`,
    paragraphs: (first: number, last: number) => `Paragraphs ${first} to ${last}`,
    whole: (kind: WritingKind): string =>
      kind === "comment" ? "All of the comment" : "The whole opening of the post",
    words: "Or the exact words",
    wordsHint: (kind: WritingKind) =>
      `Copied from the ${kind}. When given, they are quoted instead of paragraphs.`,
    open: "Choose what to quote",
    fetched: "Here it is. What do you want to quote?",
    nothing: "There are no words to quote in that.",
    tooLong: (parts: number, most: number) =>
      `That would take ${count(parts)} messages; a quote has at most ${count(most)}. Choose a shorter passage.`,
    notFound: (kind: WritingKind, link: string) =>
      kind === "comment"
        ? `Those words are not in the comment, nor anything close to them. Read it here: ${link}`
        : `I have only the opening of the post. Those words are not in it, nor anything close to them. Read it here: ${link}`,
    closest: (kind: WritingKind) => `Those are not the exact words of the ${kind}. The closest are these:`,
    post: "Quote these",
    changed: (kind: WritingKind) => `The ${kind} was edited in the meantime. Choose again what to quote.`,
    posted: "Quoted.",
    alreadyPosted: (link: string | undefined) =>
      link === undefined ? "That was quoted already." : `That was quoted already: ${link}`,
    superseded: (revision: string) =>
      revision === ""
        ? "The comment was edited since: it said this before."
        : `The comment was edited since: these are the words of revision ${revision}.`,
    revision: (revision: string) => `These are the words of revision ${revision}.`,
    onSite: (site: string) => `On ${site}`,
    inServer: "In this server",
    part: (part: number, parts: number) => `${part} of ${parts}`,
    editedSince: (kind: WritingKind, revision: string) =>
      revision === ""
        ? `The ${kind} was edited after it was quoted here.`
        : `The ${kind} was edited after it was quoted here: these are the words of revision ${revision}.`,
    deletedSince: (kind: WritingKind) => `The ${kind} was deleted after it was quoted here.`,
  },

  reply: {
    description: "Answer a comment in its mirrored thread, under your own name",
    menu: "Reply to comment",
    editMenu: "Edit reply",
    deleteMenu: "Delete reply",
    options: { comment: "Address or id of a comment, or some of its words" },
    onlyInServer: "Replies go into a server's mirrored threads. Use this command in a server.",
    title: (kind: WritingKind) => `Reply to a ${kind}`,
    editTitle: "Edit your reply",
    text: "Your reply",
    textHint: (kind: WritingKind) =>
      `Shown here under your name. To answer on the site itself, open the ${kind} there.`,
    textHintClosed: "Shown here under your name. The site itself no longer takes comments there.",
    open: "Write a reply",
    fetched: "Here it is. Your reply goes into its mirrored thread.",
    openOnSite: (site: string) => `Answer on ${site}`,
    openClosed: (site: string) => `Open on ${site}`,
    closed: (site: string) => `${site} no longer takes comments there.`,
    notMirrored: (kind: WritingKind, link: string) =>
      `That ${kind} is not mirrored in this server, so there is no thread to reply in. Answer it on the site: ${link}`,
    notMirroredClosed: (kind: WritingKind, site: string, link: string) =>
      `That ${kind} is not mirrored in this server, so there is no thread to reply in, and ${site} no longer takes comments there: ${link}`,
    tooSoon: (ms: number) => `That thread is in slow mode. You can reply there again ${relative(ms)}.`,
    mayNotWrite: (thread: string) =>
      `You may not write in ${thread}. Ask a moderator for **Send Messages in Posts** there.`,
    empty: "That reply is empty. Write something in it.",
    tooLong: (most: number) => `A reply can have at most ${count(most)} characters. Shorten it, or send two.`,
    writtenBy: (name: string) => `written in this server by ${name}`,
    posted: (link: string) => `Your reply is here: ${link}`,
    alreadyPosted: (link: string) => `That reply was posted already: ${link}`,
    alreadySent: (thread: string) =>
      `That reply is on its way already. Look in ${thread} before you send it again.`,
    unconfirmed: (thread: string) =>
      `Discord did not confirm that your reply arrived. Look in ${thread} before you send it again.`,
    notSent: (reason: string) => `Your reply was not sent. ${reason}`,
    yourText: "Your text, to copy:",
    locked: "That thread is locked. Ask a moderator to unlock it.",
    threadGone: "That thread was deleted.",
    notAReply: "That message is not a member's reply. Choose one that was written with `/reply`.",
    notYours: "Only the member who wrote a reply can edit it.",
    mayNotDelete: "Only the member who wrote a reply, or someone with **Manage Messages**, can delete it.",
    edited: "Your reply was edited.",
    deleteQuestion: "Delete this reply? This cannot be undone.",
    confirmDelete: "Delete",
    keep: "Keep",
    kept: "The reply stays.",
    deleted: "The reply was deleted.",
    gone: "That reply is already gone.",
    outOfReach:
      "The message, or the webhook that sent it, was deleted, so I can no longer change it. A moderator can delete what is left.",
    noAnswer: "Discord is not answering at the moment. Try again in a minute.",
    notChanged: (reason: string) => `The reply stays as it is. ${reason}`,
  },

  /** Texts on the card of a comment. */
  card: {
    mirrored: "in this server",
    retracted: "retracted by its author",
    edited: (ms: number) => `edited ${relative(ms)}`,
    asOf: (ms: number) => `as of ${relative(ms)}`,
    part: (part: number, parts: number) => `Part ${part} of ${parts}`,
    previousPart: "Previous part",
    nextPart: "Next part",
    quote: "Quote",
    context: "Show in context",
    whole: "Show whole",
    open: (site: string) => `Open on ${site}`,
  },

  paging: { back: "Back", next: "Next" },

  /** Words that people type in dates: lower case, separated by spaces. */
  dates: {
    /** Today first, then the days before it. */
    days: "today yesterday",
    /** In calendar order. Their first letters are enough. */
    months: "january february march april may june july august september october november december",
    units: {
      hour: "h hour hours",
      day: "d day days",
      week: "w week weeks",
      month: "month months",
      year: "y year years",
    },
    /** Words that mean one. */
    one: "a an one",
    /** Words that add nothing to the number and its unit. */
    ago: "ago",
  },

  lookup: {
    description: "Find past comments",
    options: {
      text: 'Words, "a phrase", begin*, -without; or a comment\'s address or id to show it whole',
      author: "Only this author's",
      post: "Only on this post: its title, address or id",
      site: "Only on this site",
      since: "No older than: 2024-03-05, March 2024, 2024, yesterday, 3 days, 2 weeks ago",
      until: "No newer than: 2024-03-05, March 2024, 2024, yesterday, 3 days, 2 weeks ago",
      minScore: "With at least this many points",
      sort: "Order of the results",
    },
    sorts: {
      relevance: "Best match first",
      newest: "Newest first",
      oldest: "Oldest first",
      top: "Most points first",
    },
    unknownDate: (typed: string) =>
      `I cannot read ${typed === "" ? "that" : `\`${typed.replaceAll("`", "'")}\``} as a date. These work: \`2024-03-05\`, \`March 2024\`, \`2024\`, \`yesterday\`, \`3 days\`, \`2 weeks ago\`.`,
    emptyTime: "`since` is later than `until`, so no comment can match. Swap them, or leave one out.",
    unknownAuthor: (typed: string) =>
      `I don't know an author called “${typed}”. Choose one from the list, or give the address of their page.`,
    unknownPost: (typed: string) =>
      `I don't know a post called “${typed}”. Choose one from the list, or give its address.`,
    notAnAuthor:
      "That address is not an author's. Give the address of their page on the site, or a choice from the list.",
    notAPost: "That address is not a post's. Give the address of a post, or a choice from the list.",
    unknownSite: (titles: readonly string[]) => `I do not read that site. I read ${titles.join(", ")}.`,
    commentsOf: (facts: {
      words: string;
      author: string;
      post: string;
      site: string;
      since: string;
      until: string;
      minScore: number | undefined;
      sort: string;
    }) =>
      [
        facts.words === "" ? "Comments" : `Comments with “${facts.words}”`,
        facts.author === "" ? "" : `by ${facts.author}`,
        facts.post === "" ? "" : `on “${facts.post}”`,
        facts.site === "" ? "" : `on ${facts.site}`,
        facts.since === "" ? "" : `since ${facts.since}`,
        facts.until === "" ? "" : `before ${facts.until}`,
        facts.minScore === undefined ? "" : `with at least ${plural(facts.minScore, "point")}`,
        `· ${facts.sort}`,
      ]
        .filter(Boolean)
        .join(" "),
    shortBeginning: (word: string) =>
      `\`${word}*\` is too short to search for. Put at least two letters before the star.`,
    onlySigns:
      "I cannot search for punctuation or symbols alone. Give me words, numbers or emoji; I ignore the symbols between them.",
    onlyWithout:
      "You only told me what to leave out. Add a word to look for, as in `cats -dogs`, or an author, a post or a site.",
    results: (first: number, last: number, total: { readonly count: number; readonly isMore: boolean }) =>
      `${first === last ? `Result ${count(first)}` : `Results ${count(first)} to ${count(last)}`}${ofTotal(total)}`,
    none: "No archived comment matches. Try fewer words or filters. The archive has the comments of everything that is followed, and any that someone has asked for.",
    noneYet: "Nothing on this page; *Next* continues the search.",
    shortened: (words: number) =>
      `Your search is long, so I looked for only part of it: up to ${words} words, or ${words + 1} characters of text without spaces.`,
    end: "That is all.",
    archived: (oldestReadMs: number) =>
      `From the archive; the oldest of these was read ${relative(oldestReadMs)}.`,
    down: (reason: string) => `${reason} This is what I have saved.`,
    choose: "Show, quote or see in context…",
    choices: { show: "Show", quote: "Quote", context: "In context" },
    forgotten: "That search is more than a month old and I no longer know it. Use `/lookup` again.",
  },

  top: {
    description: "Show the best comments of a day, week or month",
    options: {
      period: "How far back to look: a week, unless you choose",
      site: "On this site; otherwise, what this server follows",
    },
    periods: { day: "Last 24 hours", week: "Last 7 days", month: "Last 30 days" },
    heading: (period: "day" | "week" | "month", site: string | undefined) =>
      `**Best comments of the ${{ day: "last 24 hours", week: "last 7 days", month: "last 30 days" }[period]}** · ${site === undefined ? "Followed in this server" : `On ${site}, as far as the archive has them`}`,
    none: (period: "day" | "week" | "month", site: string | undefined) => {
      const since = { day: "last 24 hours", week: "last 7 days", month: "last 30 days" }[period];
      const longer = period === "month" ? "" : " Choose a longer `period`.";
      const elsewhere =
        site === undefined
          ? " With `site`, I show the best of a whole site."
          : " `/lookup` finds older ones.";
      return site === undefined
        ? `Nothing that this server follows has had a comment in the ${since}.${longer}${elsewhere}`
        : `The archive has no comment on ${site} from the ${since}.${longer}${elsewhere}`;
    },
    siteNeeded: "Outside a server that I am in, I need to know which site you mean. Choose a `site`.",
  },

  context: {
    description: "Where a comment stands: what it answers, and what answers it",
    menu: "Show context",
    options: { comment: "Address or id of a comment, or some of its words" },
    top: "It stands at the top of the discussion.",
    answer: "It answers the question.",
    depth: (depth: number) => `Depth ${depth}`,
    atLeast: (depth: number) => `Depth ${depth} or more`,
    cutOff: "The comments that it answers can no longer be read.",
    gap: (where: "above" | "between" | "below", number: number) =>
      `… ${plural(number, "comment")} ${{ above: "further up", between: "in between", below: "further down" }[where]}`,
    replies: (number: number) => (number === 1 ? "1 direct reply" : `${count(number)} direct replies`),
    shownReplies: (first: number, last: number, total: number) =>
      `Replies ${first} to ${last} of ${count(total)}`,
    noReplies: "No direct replies.",
    noKnownReplies: "I know of no direct replies.",
    asArchived: (reason: string) => `${reason} This is what the archive has; there may be more.`,
    showAbove: "Show comments in between",
    moreAbove: "Further up",
    collapse: "Collapse",
  },

  profile: {
    description: "An author's page: who they are and what they have written",
    options: { user: "Name of an author, or the address of their page" },
    notAUser: "That address is not an author's. Give the address of their page on the site.",
    gone: (site: string) => `${site} no longer shows that page.`,
    onlyAName: (site: string) =>
      `On ${site}, this is a name without an account, so there is no page. To see what was signed with it, use \`/lookup\` with \`author\`.`,
    noBio: "No bio yet.",
    notArchived: "I have not saved their page; what they have written is below.",
    karma: "Karma",
    memberSince: "Member since",
    posts: "Posts",
    overview: "About",
    lists: { sequences: "Sequences", wiki: "Wiki Contributions", comments: "Comments" },
    listButton: (list: string, number: number | undefined) =>
      number === undefined ? list : `${list} (${count(number)})`,
    sequence: (posts: number, created: string) => `${plural(posts, "post")}, begun ${created}`,
    contribution: (facts: { added: number | undefined; removed: number | undefined; revision: string }) =>
      [
        facts.added === undefined ? "" : `+${count(facts.added)}`,
        facts.removed === undefined ? "" : `−${count(facts.removed)}`,
        facts.revision === "" ? "" : `revision ${facts.revision}`,
      ]
        .filter(Boolean)
        .join(" · "),
    pinned: "📌 Pinned by the author",
    shown: (list: string, first: number, last: number, total: number | undefined) =>
      `${list}: ${first === last ? count(first) : `${count(first)} to ${count(last)}`}${total === undefined ? "" : ` of ${count(total)}`}`,
    none: "Nothing here.",
    read: (ms: number) => `Read ${relative(ms)}`,
    tooLong: (link: string) => `The site does not let anyone read further back than that. See ${link}`,
    notKept: (reason: string) => `${reason} I have not saved this page either. Try again later.`,
    follow: "Follow",
    forgotten: "That page is more than a month old and I no longer know it. Use `/profile` again.",
  },

  settings: {
    description: "See and change this server's settings",
    mayNot: "You need **Manage Server** in this server to do that. Ask someone who has it.",
    title: "This server's settings",
    effect: "Changes take effect at once.",
    deletions: "Comments deleted on the site",
    deletionsAre: {
      tombstone: "Their messages say that the comment was deleted.",
      remove: "Their messages are removed.",
    },
    chooseDeletions: { tombstone: "Leave a tombstone", remove: "Remove messages" },
    score: "Score line",
    scoreIs: {
      on: "New and edited messages show score and agreement.",
      off: "New and edited messages show no score.",
    },
    chooseScore: { on: "Show scores", off: "Hide scores" },
    sites: "Sites that may be followed",
    chooseSites: "Choose sites",
    anyPublicSite: "Any public site that members choose",
    membersSites: (titles: readonly string[], most: number) =>
      titles.length === 0
        ? `Members have chosen no others (at most ${most}).`
        : `Chosen by members (${titles.length} of at most ${most}): ${titles.join(", ")}`,
    defaultChannel: "Forum channel that `/follow` uses when you name none",
    chooseDefaultChannel: "Choose a forum channel",
    followers: "Roles that may add follows, besides everyone with Manage Threads (Manage Posts)",
    chooseFollowers: "Choose roles",
    limit: "How much may be followed",
    limitIs: (follows: number, limit: number) => `${count(follows)} of ${plural(limit, "follow")}`,
    chooseLimit: "Change limit",
    limitLabel: "Maximum number of follows",
    limitHint: (most: number) => `A whole number from 1 to ${count(most)}`,
    badLimit: (most: number) => `The limit must be a whole number from 1 to ${count(most)}.`,
    muted: "Authors who are not mirrored",
    nobody: "nobody",
    more: (number: number) => `and ${count(number)} more`,
    chooseMuted: "Change authors",
    mutedLabel: "Authors, one per line",
    mutedHint: "Addresses of their pages, or their names as the site writes them",
    tooManyMuted: (most: number) => `At most ${plural(most, "author")} can be left out.`,
    unknownAuthor: (names: readonly string[], more: number) =>
      `No site knows ${names.join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}. Nothing was changed. Give the addresses of their pages.`,
    troubleChannel: "Channel for problem reports",
    chooseTroubleChannel: "Choose a channel",
    cannotWrite: (channel: string) =>
      `I may not write in ${channel}. Give me **View Channel** and **Send Messages** there, then choose it again.`,
    trouble: (follow: string, reason: string) => `⚠️ ${follow} has stopped. ${reason}`,
    refusedBySite: (follow: string, site: string, post: string | undefined) =>
      post === undefined
        ? `⚠️ ${follow}: ${site} keeps refusing to list this for a reason I do not know, so nothing new is mirrored. I will keep trying. Check in a browser whether it opens when you are logged out.`
        : `⚠️ ${follow}: ${site} keeps refusing to show “${post}” for a reason I do not know, so I took down what visitors can no longer see. It comes back when the site shows it again. Check in a browser whether it opens when you are logged out.`,
  },

  archive: {
    cannotRecall:
      "My cache is not answering at the moment, so I cannot tell what this button was for. Run the command again, or try the button again in a minute.",
  },

  storeFault: (fault: StoreFault) =>
    ({
      full: "My disk is full, so I changed nothing. Ask my operator to make room, then try again.",
      "read-only": "My database is read-only at the moment, so I changed nothing. Tell my operator.",
      damaged: "My database is damaged. Ask my operator to restore a backup.",
      unreachable:
        "I cannot reach my database at the moment. Try again in a minute. If this keeps happening, tell my operator.",
      locked: "My database is busy, so I changed nothing. Try again in a minute.",
    })[fault],

  privacy: {
    description: "What I keep about whom, and how to have it removed",
    options: { author: "An author of a site: their name, or the address of their page" },
    title: "What is kept about whom",
    about: {
      authors: "Authors on the sites",
      authorsText:
        "Comments and posts as the sites show them, with the name, picture and page of their authors, until the operator empties the archive. I delete what the site deletes. `/privacy` with `author` shows one author, and lets them opt out.",
      server: "This server",
      serverText: (facts: { follows: number; messages: number; quotes: number; replies: number }) =>
        `Settings, ${plural(facts.follows, "follow")}, where ${plural(facts.messages, "message")} of mirrored comments ${facts.messages === 1 ? "is" : "are"}, ${plural(facts.quotes, "quote")}, and who wrote ${facts.replies === 1 ? "1 reply" : `${count(facts.replies)} replies`}. Kept while I am in the server, and for 30 days after I leave it. No other server sees it.`,
      outside: "You are not in a server here, so there is no server data.",
      you: "You",
      youText: (facts: { replies: number; follows: number; settings: number }) =>
        `Your user id with ${facts.replies === 1 ? "1 reply" : `${count(facts.replies)} replies`} you wrote through me, ${plural(facts.follows, "follow")} you started, and the settings of ${plural(facts.settings, "server")}. Not what you say elsewhere: I do not read your messages.`,
      others: "Kept for a while",
      othersText:
        "What a button must remember, such as a search: 30 days. The operator's log: as long as they keep it.",
    },
    exportServer: "Export server data",
    deleteServer: "Delete server data",
    forgetMe: "Delete what is kept about me",
    exported: (name: string) =>
      `Everything that is kept about this server is in \`${name}\`. Only you can see this.`,
    deleteTitle: "Delete this server's data",
    deleteWarning:
      "All follows end, and settings, the record of what was posted where, quotes and replies are forgotten. Messages and forum posts in Discord stay, and I can no longer change or remove them: end follows with `/unfollow` and `remove-posts` first if they are to go. This cannot be undone.",
    deleteLabel: "Type the name of the server",
    deleteMismatch: "That is not the server's name. Nothing was deleted.",
    deleted:
      "Everything that was kept about this server is deleted. The messages in Discord stay; delete them there.",
    forgetMeQuestion: "This removes your user id in all servers. Follows and settings stay.",
    forgetMeReplies: (replies: number) =>
      `${replies === 1 ? "Your reply stays" : `Your ${count(replies)} replies stay`} in Discord unless you delete ${replies === 1 ? "it" : "them"} too; afterwards I no longer know whose ${replies === 1 ? "it is, and you cannot edit or delete it" : "they are, and you cannot edit or delete them"} through me.`,
    forgetOnly: "Forget me",
    forgetAll: "Forget me and delete my replies",
    forgotten: "Nothing about you is stored any more.",
    notAllDeleted: (left: number) =>
      `${left === 1 ? "1 reply" : `${count(left)} replies`} could not be deleted now, so I still know them. Try again later.`,
    kept: "Kept at the moment",
    keptComments: (number: number, isMore: boolean) =>
      `${isMore ? "more than " : ""}${plural(number, "comment")} with text`,
    keptName: (isKept: boolean): string => (isKept ? "name and picture" : "no name or picture"),
    keptProfile: (isKept: boolean): string => (isKept ? "their page" : "no page"),
    howLong:
      "As long as the operator keeps the archive. It is a copy of what the site shows everyone, and follows its edits and deletions.",
    state: "Opt-out",
    notOut: "Not opted out.",
    outSince: (ms: number, isByOperator: boolean) =>
      `Opted out since <t:${Math.floor(ms / 1000)}:D>, ${isByOperator ? "by the operator on request" : "proven by a code in the profile on the site"}. Nothing they write is kept or shown here.`,
    backIn: "Opting back in; it takes a moment.",
    stages: {
      collecting: "The archive is being emptied.",
      marking: "Finding their words in Discord.",
      done: (ms: number) => `Done; the last full search, ${relative(ms)}, found nothing.`,
    },
    removing: (left: number) =>
      `${plural(left, "comment")} still to be removed from Discord. Where I lack permissions or am no longer in the server, that has to wait.`,
    whatItDoes:
      "Opting out removes their comments and posts from my archive, from every server's mirrored threads and from my quotes, and keeps out everything they write from now on. Words that others quote in their own comments stay, and so do forum posts of follows that had already ended; moderators there can delete those.",
    proveOut: "This is me: opt out",
    proveIn: "This is me: opt back in",
    openProfile: (site: string) => `Open the profile on ${site}`,
    instructions: (facts: { name: string; site: string; code: string; validUntilMs: number }) =>
      `Only ${facts.name} can change their profile. Put this code anywhere into its bio on ${facts.site}, save, and press *Check now*:\n\`\`\`\n${facts.code}\n\`\`\`\nIt works once, until <t:${Math.floor(facts.validUntilMs / 1000)}:f>, and only for this author. Afterwards you can remove it. It is not a secret.`,
    check: "Check now",
    provenOut:
      "The code is there: you have opted out. Everything of yours is being removed; `/privacy` with `author` shows the progress. You can remove the code now.",
    provenIn:
      "The code is there: you have opted back in. Your comments will appear as the threads are read again. You can remove the code now.",
    codeExpired: "That code has expired or was already used. For a new one, use `/privacy` with `author`.",
    checkedJustNow: "I looked a moment ago. Try again in ten seconds.",
    codeNotFound: (site: string, code: string) =>
      `${site} does not show \`${code}\` in that profile's bio. Save the profile, check in a browser that the code is there, and press *Check now* again.`,
    noPage: (site: string) =>
      `${site} shows no page for that author, so they cannot prove who they are there. Ask the operator of this bot.`,
    onlyAName: (site: string) =>
      `On ${site}, this is a name without an account: everyone who signs with it counts as one author, and no one can prove that it is theirs.`,
    noProof: (site: string) => `${site} has no page on which an author could prove who they are.`,
    askOperator: (reference: string) =>
      `To opt out, ask the operator of this bot and give them this reference: \`${reference}\``,
    followEnded: (channel: string) =>
      `ℹ️ An author whose comments this server followed into ${channel} has opted out of this bot. The follow has ended, and its forum post was removed.`,
    optedOut:
      "Its author opted out of this bot: nothing they wrote is kept or shown here. Read it on the site, or see `/privacy`.",
  },

  interaction: {
    failed: (reference: string) =>
      `Something went wrong on my side. Try again. If it keeps happening, give the operator this reference: \`${reference}\``,
    tryLater: "Try again in a few minutes.",
    tryInHours: "Try again in a few hours.",
    goesOn: "I will keep trying.",
    tooOld: "That button or form belongs to an older version of me. Run the command again.",
    foreignChannel: "This server has no such channel, or you cannot see it. Choose one from the list.",
    foreignRole: "This server has no such role. Choose one of its roles.",
    notOffered: "That is not one of the choices. Run the command again and choose from the menu.",
    unknownCommand: "I no longer have that command. It will disappear from Discord within the hour.",
  },
};

export type Language = typeof english;

function ofTotal(total: { readonly count: number; readonly isMore: boolean }): string {
  return ` of ${total.isMore ? "more than " : ""}${count(total.count)}`;
}

const numbers = new Intl.NumberFormat("en-US");
/** Up to this many sites are named; more are only counted. */
const mostNamed = 10;
const list = new Intl.ListFormat("en-US");

/** Formats a whole number with a true minus sign and commas between thousands. */
function count(number: number): string {
  return numbers.format(number).replace("-", "−");
}

function italics(names: readonly string[]): string {
  return names.map((name) => `*${name}*`).join(", ");
}

function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
function relative(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:R>`;
}

/** Formats a time of day, because a relative time reads badly after "until". */
function clockTime(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:t>`;
}

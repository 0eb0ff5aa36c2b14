import type { Site } from "../../forum/site.ts";

const forummagnum = "forummagnum";

/** The sites that need no address in the configuration. */
export const knownSites: readonly Site[] = [
  {
    name: "lesswrong",
    kind: forummagnum,
    title: "LessWrong",
    database: "lesswrong",
    url: "https://www.lesswrong.com",
    apiUrl: "https://www.lesswrong.com",
  },
  {
    name: "alignmentforum",
    kind: forummagnum,
    title: "Alignment Forum",
    database: "lesswrong",
    url: "https://www.alignmentforum.org",
    apiUrl: "https://www.alignmentforum.org",
  },
  {
    name: "eaforum",
    kind: forummagnum,
    title: "EA Forum",
    database: "eaforum",
    url: "https://forum.effectivealtruism.org",
    apiUrl: "https://forum.effectivealtruism.org",
  },
];

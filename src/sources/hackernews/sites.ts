import type { Site } from "../../forum/site.ts";

/** The only site of this kind. Its first API is Algolia's search, its second one the official one on Firebase. */
export const hackerNews: Site & { readonly secondApiUrl: string } = {
  name: "hackernews",
  kind: "hackernews",
  title: "Hacker News",
  database: "hackernews",
  url: "https://news.ycombinator.com",
  apiUrl: "https://hn.algolia.com",
  secondApiUrl: "https://hacker-news.firebaseio.com",
};

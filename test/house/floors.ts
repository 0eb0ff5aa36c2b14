import type { IConfiguration } from "dependency-cruiser";

/**
 * The floors of the house, from top to bottom. A file imports only from floors below its own; rooms on one floor do not import one another.
 * Every pattern is matched against the whole path.
 */
const floors = [
  {
    name: "entry points",
    rooms: ["src/(run|run-bot|main|unit-work|tell-faults|backup|move|opt-out|doctor)"],
  },
  { name: "events", rooms: ["events"] },
  { name: "operator's pages", rooms: ["src/http"] },
  { name: "commands", rooms: ["commands"] },
  {
    name: "features",
    rooms: ["context", "follow", "lookup", "privacy", "profile", "quote", "reply", "settings", "top"].map(
      (feature) => `src/features/${feature}`,
    ),
  },
  { name: "discord", rooms: ["src/discord"] },
  { name: "app", rooms: ["src/app"] },
  { name: "mirror", rooms: ["src/mirror"] },
  { name: "finding", rooms: ["src/finding"] },
  { name: "units", rooms: ["src/units"] },
  { name: "records", rooms: ["src/sources", "src/archive", "src/search", "src/store", "src/news"] },
  { name: "databases", rooms: ["src/sqlite", "src/postgres"] },
  { name: "rendering", rooms: ["src/rendering"] },
  { name: "text", rooms: ["src/text", "src/language", "src/config"] },
  { name: "vocabulary", rooms: ["src/forum"] },
  {
    name: "ground",
    rooms: ["src/(log|metrics|clock|give-way|backoff|chunks-of|version|asked-to-end|require-node)"],
  },
];

/** Matches the files of a room: a folder, or files by their names. */
const inRoom = (room: string) => `^${room}(/|[.]ts$|[.]js$)`;
const inRooms = (rooms: readonly string[]) => rooms.map(inRoom);
const above = (floor: number) => floors.slice(0, floor).flatMap(({ rooms }) => rooms);

/** Packages that only these rooms may use. */
const keepers = [
  {
    packages: "discord[.]js|@discordjs/",
    rooms: ["src/main", "src/doctor", "src/http", "events", "commands", "src/features", "src/discord"],
  },
  { packages: "keyv|@keyv/", rooms: ["src/archive"] },
  {
    packages: "kysely|better-sqlite3",
    rooms: ["src/sqlite", "src/postgres", "src/store", "src/search", "src/archive"],
  },
  { packages: "pg", rooms: ["src/postgres"] },
  { packages: "prom-client", rooms: ["src/metrics", "src/http"] },
  { packages: "gemoji|htmlparser2|markdown-it", rooms: ["src/text"] },
  { packages: "feedsmith|undici|ipaddr[.]js|robots-parser", rooms: ["src/sources"] },
];

export const configuration = {
  forbidden: [
    ...floors.slice(1).map(({ name, rooms }, index) => ({
      name: `${name.replaceAll(" ", "-")}-stay-on-their-floor`,
      comment: "A file imports only from floors below its own.",
      severity: "error" as const,
      from: { path: inRooms(rooms) },
      to: { path: inRooms(above(index + 1)) },
    })),
    ...floors.flatMap(({ rooms }) =>
      rooms.length === 1
        ? []
        : rooms.map((room) => ({
            name: `${room.replaceAll(/\W+/g, "-")}-keeps-to-itself`,
            comment: "Rooms on one floor do not import one another: what two need moves down.",
            severity: "error" as const,
            from: { path: inRoom(room) },
            to: { path: inRooms(rooms.filter((other) => other !== room)) },
          })),
    ),
    ...keepers.map(({ packages, rooms }) => ({
      name: `${packages.split("|")[0]?.replaceAll(/\W+/g, "-")}-stays-in-its-rooms`,
      comment: "One room hides each library from the others.",
      severity: "error" as const,
      from: { path: "^(src|commands|events)/", pathNot: inRooms(rooms) },
      to: { path: `^node_modules/(${packages})` },
    })),
    {
      name: "no-circles",
      comment: "Not even of types.",
      severity: "error" as const,
      from: {},
      to: { circular: true },
    },
    {
      name: "the-bot-knows-no-playground",
      comment: "Only the start of the process opens the playground, when there is no token.",
      severity: "error" as const,
      from: { path: "^(src|commands|events)/", pathNot: "^src/run-bot[.]ts$" },
      to: { path: "^(playground|packages|test|bench)/" },
    },
    {
      name: "packages-know-no-bot",
      comment: "Whoever tests another bot takes them as they are.",
      severity: "error" as const,
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^(src|commands|events|playground|packages|test|bench)/", pathNot: "^packages/$1/" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^playground/page/public/" },
  },
} satisfies IConfiguration;

import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";

const root = join(import.meta.dirname, "../..");
const skipped = new Set(["node_modules", ".git", "fixtures", "data"]);
const documents = globSync("**/*.md", {
  cwd: root,
  exclude: (path) => skipped.has(path.split("/").at(-1) ?? ""),
});

/** Documents about the past, which may name files that are gone. */
const isHistory = (document: string) => document.startsWith("docs/results/") || document === "CHANGELOG.md";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const withoutBlocks = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, "");
const spansOf = (text: string) =>
  [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);

function linksOf(text: string): readonly string[] {
  const prose = withoutBlocks(text).replace(/`[^`\n]+`/g, "code");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** Lists the anchors that GitHub makes from the headings. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}

function leadsNowhere(document: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? document : join(dirname(document), path);
  if (!existsSync(join(root, file))) return true;
  return anchor !== undefined && !anchorsOf(read(file)).includes(anchor);
}

/**
 * Returns whether a text looks like a path of this repository: `src/text/` or `gate.ts`, but neither a command nor a file that a
 * running bot makes.
 */
function isPath(span: string): boolean {
  if (!/^[\w.-]+(\/[\w.-]+)*\/?$/.test(span) || span.startsWith("data/")) return false;
  return span.includes("/") || /\.(ts|js|md|json|html|png)$/.test(span);
}

/** Returns whether a path names nothing, read from the root or from the document's folder. */
function namesNothing(document: string, path: string): boolean {
  return ![path, join(dirname(document), path)].some((each) => existsSync(join(root, each)));
}

describe.each(documents)("%s", (document) => {
  const text = read(document);

  it("links only to existing targets", () => {
    expect(linksOf(text).filter((target) => leadsNowhere(document, target))).toEqual([]);
  });

  it("names only scripts that npm can run", () => {
    const { scripts } = JSON.parse(read("package.json")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script = ""]) => script);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});

describe.each(documents.filter((document) => !isHistory(document)))("%s", (document) => {
  it("names only existing files", () => {
    expect(spansOf(read(document)).filter((span) => isPath(span) && namesNothing(document, span))).toEqual(
      [],
    );
  });
});

it("comments in the code name only existing documents", () => {
  const files = globSync("{src,commands,events,playground,packages,test,bench}/**/*.ts", { cwd: root });
  const named = files.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w/.])docs\/[\w/-]+\.md/g)].map(([path]) => path),
  );
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("describes every command in the README", () => {
  const table = read("README.md")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const described = table.flatMap((line) => [...line.matchAll(/^\| `\/([a-z]+)`|\*([A-Z][a-z ]+)\*/g)]);
  const names = described.map(([, slash, menu]) => slash ?? menu).filter((name) => name !== "Apps");
  expect(names.toSorted()).toEqual(commands.map(({ data }) => data.name).toSorted());
});

describe("the configuration", () => {
  it("is the same in the README and in .env.example", () => {
    const described = [...read("README.md").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, key]) => key);
    const offered = [...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, key]) => key);
    expect(described).toEqual(offered);
  });
});

/** A page that people watch or read, with a remark for its name. */
export interface WatchPage {
  readonly address: string;
  /** For example `until 2:00`; empty if there is none. */
  readonly remark: string;
}

/** Finds the full page behind a frame: Discord can preview it, and readers can use it. */
export function watchPage(address: string): WatchPage {
  const absolute = address.trim().replace(/^\/\//, "https://");
  const url = URL.parse(absolute);
  if (url === null || !/^https?:$/.test(url.protocol)) return { address: absolute, remark: "" };
  const host = url.hostname.replace(/^(?:www|m|music)\./, "");
  if (/^youtu(?:be(?:-nocookie)?\.com|\.be)$/.test(host)) return youTubePage(url, host);
  return { address: framedPage(url, host) ?? absolute, remark: "" };
}

function youTubePage(url: URL, host: string): WatchPage {
  const { searchParams } = url;
  const start = startOf(url);
  const end = searchParams.get("end") ?? "";
  const remark = /^\d{1,6}$/.test(end) ? `until ${clock(Number(end))}` : "";
  const framed = /^\/(?:embed|v|e)\/([\w-]+)/.exec(url.pathname)?.[1];
  const list = searchParams.get("list");
  const isPlaylist = framed === "videoseries" || /^\/embed\/?$/.test(url.pathname);
  if (isPlaylist && list !== null)
    return { address: `https://www.youtube.com/playlist?list=${encodeURIComponent(list)}`, remark };
  if (framed !== undefined) {
    const rest = [
      ["list", list],
      ["t", start],
    ].flatMap(([name, value]) => (value ? [`&${name}=${encodeURIComponent(value)}`] : []));
    return { address: `https://www.youtube.com/watch?v=${framed}${rest.join("")}`, remark };
  }
  // Watch pages and frames name the start time differently.
  const isFrameStart = searchParams.has("start") && start !== "";
  if (!isFrameStart && host !== "youtube-nocookie.com") return { address: url.href, remark };
  if (host === "youtube-nocookie.com") url.hostname = "www.youtube.com";
  for (const name of ["start", "end"]) searchParams.delete(name);
  if (start !== "") searchParams.set("t", start);
  return { address: url.href, remark };
}

/** Reads seconds, or a time such as `1m30s`. */
function startOf({ searchParams, hash }: URL): string {
  const given = searchParams.get("t") || searchParams.get("start") || /^#t=(.*)/.exec(hash)?.[1] || "";
  const time = /^(\d{1,6}|(?:\d+h)?(?:\d+m)?(?:\d+s)?)s?(?:\.\d+)?$/.exec(given)?.[1] ?? "";
  return Number(time) === 0 ? "" : time;
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

function framedPage(url: URL, host: string): string | undefined {
  const path = url.pathname;
  switch (host) {
    case "player.vimeo.com": {
      const video = /^\/video\/(\d+)/.exec(path)?.[1];
      return video === undefined ? undefined : `https://vimeo.com/${video}${url.hash}`;
    }
    case "metaculus.com": {
      const question = /^\/questions\/embed\/(\d+)/.exec(path)?.[1];
      return question === undefined ? undefined : `https://www.metaculus.com/questions/${question}/`;
    }
    case "manifold.markets": {
      const market = /^\/embed\/(.+)/.exec(path)?.[1];
      return market === undefined ? undefined : `https://manifold.markets/${market}`;
    }
    case "metaforecast.org": {
      const question = /^\/questions\/embed\/(.+)/.exec(path)?.[1];
      return question === undefined ? undefined : `https://metaforecast.org/questions/${question}`;
    }
    case "open.spotify.com":
      return path.startsWith("/embed/")
        ? `https://open.spotify.com${path.slice("/embed".length)}`
        : undefined;
    default:
      return undefined;
  }
}

import type { App } from "../app.ts";
import type { Source } from "../sources/source.ts";
import { version } from "../version.ts";
import type { History } from "./history.ts";
import { Html, html } from "./html.ts";
import { plot } from "./plot.ts";
import { type Need, readiness } from "./readiness.ts";

const troubledShown = 50;

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .8rem .3rem 0; vertical-align: top; }
ul { list-style: none; padding: 0; } td { white-space: nowrap; } .scroll { overflow-x: auto; } .good::before { content: "✓ "; } .bad { font-weight: 600; } .bad::before { content: "✗ "; }
figure { margin: 1rem 0; } svg { width: 100%; height: auto; border-bottom: 1px solid; } rect { fill: #5865f2; }`;

/** Writes the operator's page. It holds no secrets and no text of comments, and nothing on it changes anything. */
export async function statusPage(app: App, history: History): Promise<string> {
  const needs = await readiness(app);
  const now = app.clock.now();
  const messages = history.steps.map(({ atMs, messages: value }) => ({ atMs, value }));
  const delays = history.steps.flatMap(({ atMs, delaySeconds: value }) =>
    value === undefined ? [] : [{ atMs, value }],
  );
  const isWell = needs.every(({ isMet }) => isMet);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Commonplace</title><style>${new Html(style)}</style></head>
<body><main><h1>Commonplace ${version}: ${isWell ? "all is well" : "something is missing"}</h1>
<p>As of ${moment(now)}, running since ${moment(app.startedAtMs)}. Times are UTC.${onlyHere(app)}</p>
<h2>What the bot needs</h2><ul>${needs.map(needItem)}${archiveItem(app)}</ul>
${await stored(app)}
${work(app)}
<h2>The last day</h2>${plot("Messages sent per five minutes", messages, "messages", now)}${plot("Time from comment to message", delays, "seconds", now)}
</main></body></html>`;
  return page.text;
}

/** Says what the other processes' pages show differently. */
function onlyHere(app: App): string {
  return app.units().processes.length > 1
    ? " The gateway, the requests and the plots are those of this process; all else is the same for all."
    : "";
}

function needItem({ name, isMet, detail }: Need): Html {
  return html`<li class="${isMet ? "good" : "bad"}">${name}: ${detail}</li>`;
}

/** The bot can do without its archive. */
function archiveItem({ archive }: App): Html {
  const fault = archive.fault();
  if (fault === undefined) return html`<li class="good">archive: answers</li>`;
  const what = fault.kind === "away" ? "does not answer" : "refuses new records";
  return html`<li class="bad">archive: ${what} since ${moment(fault.sinceMs)}; the bot asks the sites instead</li>`;
}

/** Shows which process does which part of the work. */
function work(app: App): Html {
  const { processes, units } = app.units();
  const rows = units.map(({ unit, holding }) => {
    if (holding === undefined) return html`<tr><td>${unit}</td><td class="bad">nobody</td><td></td></tr>`;
    const { host, pid, isMine, sinceMs } = holding;
    return html`<tr><td>${unit}</td><td>${host} ${pid}${isMine ? " (this one)" : ""}</td><td>${moment(sinceMs)}</td></tr>`;
  });
  return html`<h2>Work ${processes.length === 1 ? "of one process" : `shared by ${processes.length} processes`}</h2><div class="scroll" tabindex="0"><table><thead><tr><th>Unit</th><th>Process</th><th>Since</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Shows what the database holds, or says that it is lost: that is when operators need the rest of the page most. */
async function stored(app: App): Promise<Html> {
  try {
    const sites = await Promise.all([...app.sources.values()].map((source) => siteRow(app, source)));
    return html`<h2>Sites</h2><div class="scroll" tabindex="0"><table><thead><tr><th>Site</th><th>Last poll</th><th>Requests in the last minute</th><th>Waiting messages</th><th>Oldest waiting since</th><th>Sweeps due</th></tr></thead><tbody>${sites}</tbody></table></div>
<h2>Follows in trouble</h2>${await troubled(app)}`;
  } catch (error) {
    if (app.store.faultOf(error) === undefined) throw error;
    return html`<h2>Sites and follows</h2><p>They are in the database, which cannot be read.</p>`;
  }
}

async function siteRow(app: App, { site, health }: Source): Promise<Html> {
  const cursor = await app.store.cursors.get(site.name);
  const { messages, oldestAtMs } = await app.store.tallies.backlog(site.name);
  const { lastError, requestsInLastMinute } = health();
  const polled = cursor === undefined ? "not followed" : moment(cursor.polledAtMs);
  return html`<tr><td>${site.title}${lastError === undefined ? "" : html`<br><span class="bad">${lastError.fault}</span>`}</td>
<td>${polled}</td><td>${requestsInLastMinute}</td><td>${messages}</td>
<td>${oldestAtMs === undefined ? "–" : moment(oldestAtMs)}</td><td>${(await app.mirror.sweepsDue(site.name)) ?? "–"}</td></tr>`;
}

async function troubled({ store }: App): Promise<Html> {
  const counts = await store.tallies.follows();
  const all = counts.filter(({ state }) => state === "troubled").reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return html`<p>None.</p>`;
  const shown = await store.follows.troubled(troubledShown);
  const rows = shown.map(
    ({
      id,
      guildId,
      channelId,
      site,
      target,
      trouble,
    }) => html`<tr><td>${id}</td><td>${guildId}</td><td>${channelId}</td>
<td>${site} ${target.kind}</td><td>${trouble?.fault.kind ?? ""}</td><td>${trouble === undefined ? "" : moment(trouble.sinceMs)}</td></tr>`,
  );
  const more = all - rows.length;
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th>Follow</th><th>Server</th><th>Channel</th><th>Target</th><th>Trouble</th><th>Since</th></tr></thead><tbody>${rows}</tbody></table></div>${more > 0 ? html`<p>And ${more} more.</p>` : ""}`;
}

function moment(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}

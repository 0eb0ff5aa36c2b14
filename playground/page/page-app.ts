import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { ZodError } from "zod";
import { actionRoutes } from "./action-routes.ts";
import { suggest } from "./command-line/suggest.ts";
import type { ForumEntries } from "./forum-entries.ts";
import { contentPolicy, refuseForeign } from "./guard.ts";
import { html } from "./html.ts";
import type { LiveChanges } from "./live-changes.ts";
import type { PageFile } from "./page-files.ts";
import type { PassingReader } from "./passing-reader.ts";
import { readState } from "./read-state.ts";
import type { Scene } from "./scene.ts";
import { channelView } from "./views/channel-view.ts";
import { forumPanel } from "./views/forum-panel-view.ts";
import { galleryPage } from "./views/gallery-view.ts";
import { sidebarItems } from "./views/sidebar-view.ts";
import { statusView } from "./views/status-view.ts";

export interface PageParts {
  readonly scene: Scene;
  readonly entries: ForumEntries;
  readonly live: LiveChanges;
  readonly reader: PassingReader;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly fixturesFolder: string | undefined;
  readonly port: () => number;
}

/** Everything the page's server answers: its files, what it shows, and what its reader does. */
export function createPageApp(parts: PageParts): Hono {
  const { scene, entries, live, reader, files } = parts;
  const app = new Hono();
  app.use(contentPolicy, refuseForeign(parts.port));
  app.get("/api/state", (context) => context.json(readState(scene)));
  app.get("/api/sidebar", (context) =>
    context.json({
      guild: scene.guild.name,
      items: sidebarItems(scene),
      status: statusView(scene),
      firstChannel: scene.textChannels[0]?.id,
      firstForum: scene.forums[0]?.name,
    }),
  );
  app.get("/api/channels/:id", (context) => {
    const place = scene.place(context.req.param("id"));
    if (place === undefined)
      return context.json({ error: "There is no such channel, or it was deleted." }, 404);
    const { anchor = "start", before = "0", after = "60" } = context.req.query();
    return context.json(channelView(scene, place, { anchor, before: Number(before), after: Number(after) }));
  });
  app.get("/api/suggestions", async (context) => {
    const { line = "", cursor, channel } = context.req.query();
    const at = cursor === undefined ? line.length : Number(cursor);
    const { items, ...rest } = await suggest(line, at, scene, scene.commandChannel(channel));
    const shown = items.map((item) => ({
      ...item,
      html: html`<b>${item.label}</b> <span>${item.detail}</span>`,
    }));
    return context.json({ ...rest, items: shown });
  });
  app.get("/api/forum", (context) =>
    context.json(
      forumPanel(entries.read(), context.req.query("words") ?? "", (id) => reader.hasCommented(id)),
    ),
  );
  app.get("/api/events", (context) =>
    streamSSE(context, async (stream) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const unsubscribe = live.subscribe((notice) => {
        stream.writeSSE({ data: JSON.stringify(notice) }).catch(resolve);
      });
      stream.onAbort(resolve);
      // Tells the page that it is heard from now on, so that it reads what it missed before.
      await stream.writeSSE({
        data: JSON.stringify({ channels: [], structure: true, forum: true, isFirst: true }),
      });
      await promise;
      unsubscribe();
    }),
  );
  app.route("/api", actionRoutes(scene, live, reader));
  app.get("/gallery", (context) => galleryPage(parts.fixturesFolder).then((page) => context.html(page)));
  app.get("*", (context) => {
    const file = files.get(context.req.path === "/" ? "/index.html" : context.req.path);
    return file === undefined
      ? context.notFound()
      : context.body(file.content, 200, { "content-type": file.type });
  });
  app.onError((error, context) => {
    if (error instanceof ZodError) return context.json({ error: "That is not what this page sends." }, 400);
    return context.json({ error: sentence(error.message) }, 422);
  });
  return app;
}

function sentence(message: string): string {
  const start = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}

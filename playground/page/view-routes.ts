import { existsSync } from "node:fs";
import { Hono } from "hono";
import { suggest } from "./command-line/suggest.ts";
import { html } from "./html.ts";
import type { PageParts } from "./page-parts.ts";
import { readState } from "./read-state.ts";
import { readerLocale } from "./reader-locale.ts";
import { channelView } from "./views/channel-view.ts";
import { forumPanel } from "./views/forum-panel-view.ts";
import { sidebarItems } from "./views/sidebar-view.ts";
import { statusView } from "./views/status-view.ts";

type ViewParts = Pick<PageParts, "scene" | "entries" | "reader" | "fixturesFolder">;

/** Everything that the page shows, as lists of HTML. Reading changes nothing. */
export function viewRoutes({ scene, entries, reader, fixturesFolder }: ViewParts): Hono {
  const app = new Hono();
  app.get("/state", (context) => context.json(readState(scene)));
  app.get("/sidebar", (context) =>
    context.json({
      guild: scene.guild.name,
      items: sidebarItems(scene),
      status: statusView(scene),
      hasGallery: existsSync(fixturesFolder),
      firstChannel: scene.textChannels[0]?.id,
      firstForum: scene.forums[0]?.name,
    }),
  );
  app.get("/channels/:id", (context) => {
    const place = scene.place(context.req.param("id"));
    if (place === undefined)
      return context.json({ error: "There is no such channel, or it was deleted." }, 404);
    const { anchor = "start", before = "0", after = "60" } = context.req.query();
    return context.json(channelView(scene, place, { anchor, before: Number(before), after: Number(after) }));
  });
  app.get("/suggestions", async (context) => {
    const { line = "", cursor, channel } = context.req.query();
    const at = cursor === undefined ? line.length : Number(cursor);
    const from = { channelId: scene.commandChannel(channel), locale: readerLocale(context) };
    const { items, ...rest } = await suggest(line, at, scene, from);
    const shown = items.map((item) => ({
      ...item,
      html: html`<b>${item.label}</b> <span>${item.detail}</span>`,
    }));
    return context.json({ ...rest, items: shown });
  });
  app.get("/forum", (context) => {
    const words = context.req.query("words") ?? "";
    return context.json(forumPanel(entries.read(), words, reader));
  });
  return app;
}

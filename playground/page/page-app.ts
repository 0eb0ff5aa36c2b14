import { Hono } from "hono";
import { ZodError } from "zod";
import { actionRoutes } from "./action-routes.ts";
import { eventStream } from "./event-stream.ts";
import { contentPolicy, refuseForeign } from "./guard.ts";
import type { PageParts } from "./page-parts.ts";
import { readFixtures } from "./read-fixtures.ts";
import { viewRoutes } from "./view-routes.ts";
import { galleryPage } from "./views/gallery-view.ts";

/** The page's server: its files, its views, and its reader's actions. */
export function createPageApp(parts: PageParts): Hono {
  const { scene, live, reader, files, fixturesFolder } = parts;
  const app = new Hono();
  app.use(contentPolicy, refuseForeign(parts.port));
  app.route("/api", viewRoutes(parts));
  app.route("/api", actionRoutes(scene, live, reader));
  app.get("/api/events", (context) => eventStream(context, live));
  app.get("/gallery", async (context) => context.html(galleryPage(await readFixtures(fixturesFolder))));
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

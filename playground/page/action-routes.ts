import { type Context, Hono } from "hono";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import { z } from "zod";
import { TypingError } from "./command-line/typing-error.ts";
import type { LiveChanges } from "./live-changes.ts";
import type { PassingReader } from "./passing-reader.ts";
import { readerLocale } from "./reader-locale.ts";
import { runCommand } from "./run-command.ts";
import type { Scene } from "./scene.ts";
import { sceneNames } from "./scene-names.ts";
import type { Outcome } from "./session.ts";
import { modalView } from "./views/modal-view.ts";

const onMessage = { channelId: z.string(), messageId: z.string() };
const commandBody = z.object({ line: z.string().max(8000), channelId: z.string().optional() });
const pressBody = z.object({ ...onMessage, customId: z.string() });
const selectBody = pressBody.extend({ values: z.array(z.string()) });
const menuBody = z.object({ ...onMessage, name: z.string() });
const submitBody = z.object({
  modal: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
});
const readerBody = z.object({ action: z.enum(["add", "edit", "delete"]), postId: z.string() });

/** The actions of the page's reader. Each is carried out as the member, as Discord's client would do it. */
export function actionRoutes(scene: Scene, live: LiveChanges, reader: PassingReader): Hono {
  const { member, session } = scene;
  const app = new Hono();
  const spoken = (context: Context) => ({ locale: readerLocale(context) });
  const answer = (context: Context, outcome: Outcome) => {
    if (outcome.kind === "message") live.tell({ channelId: outcome.channelId });
    if (outcome.kind !== "modal") return context.json(outcome);
    return context.json({ kind: "modal", html: modalView(outcome.modal, sceneNames(scene)) });
  };
  app.post("/command", async (context) => {
    const { line, channelId } = commandBody.parse(await context.req.json());
    return answer(
      context,
      await runCommand(line, { openId: channelId, locale: readerLocale(context) }, scene),
    );
  });
  app.post("/press", async (context) => {
    const body = pressBody.parse(await context.req.json());
    return answer(
      context,
      session.note(await member.press(find(scene, body), body.customId, spoken(context))),
    );
  });
  app.post("/select", async (context) => {
    const body = selectBody.parse(await context.req.json());
    return answer(
      context,
      session.note(await member.select(find(scene, body), body.customId, body.values, spoken(context))),
    );
  });
  app.post("/menu", async (context) => {
    const body = menuBody.parse(await context.req.json());
    return answer(context, session.note(await member.menu(body.name, find(scene, body), spoken(context))));
  });
  app.post("/submit", async (context) => {
    const { modal: id, values } = submitBody.parse(await context.req.json());
    const modal = session.modal(id);
    if (modal === undefined) throw new TypingError("That form is no longer open");
    return answer(context, session.note(await member.submit(modal, values, spoken(context))));
  });
  app.post("/dismiss", async (context) => {
    const { channelId, messageId } = z.object(onMessage).parse(await context.req.json());
    session.dismiss(messageId);
    live.tell({ channelId });
    return context.json({ kind: "nothing" });
  });
  app.post("/reader", async (context) => {
    const { action, postId } = readerBody.parse(await context.req.json());
    reader.act(action, postId);
    live.tell({ forum: true });
    return context.json({ kind: "nothing" });
  });
  return app;
}

function find(
  scene: Scene,
  { channelId, messageId }: { channelId: string; messageId: string },
): LoopbackMessage {
  const message = scene.message(channelId, messageId);
  if (message === undefined) throw new TypingError("That message no longer exists");
  return message;
}

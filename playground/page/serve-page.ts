import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { SmallSite } from "../sites/small-site.ts";
import { ForumEntries } from "./forum-entries.ts";
import { LiveChanges } from "./live-changes.ts";
import { createPageApp } from "./page-app.ts";
import { readPageFiles } from "./page-files.ts";
import { PassingReader } from "./passing-reader.ts";
import { Scene } from "./scene.ts";

export interface PageOptions {
  readonly discord: LoopbackDiscord;
  readonly guild: LoopbackGuild;
  /** The member who reads the page. */
  readonly member: LoopbackMember;
  readonly forum: LoopbackForum;
  /** Sites of other kinds. */
  readonly sites?: readonly SmallSite[];
  /** The wanted port; if it is in use, the next free one. 0 takes any. */
  readonly port: number;
  /** A folder of text fixtures for `/gallery`; by default, those of the tests. */
  readonly fixturesFolder?: string;
}

export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

const portsTried = 20;
const testFixtures = join(import.meta.dirname, "../../test/fixtures/text/forummagnum");

/** Serves the playground's page on 127.0.0.1: everything that a member of the guild sees and can do. */
export async function servePage(options: PageOptions): Promise<ServedPage> {
  const { discord, guild, member, forum, sites = [], fixturesFolder = testFixtures } = options;
  const scene = new Scene(discord, guild, member);
  const live = new LiveChanges(scene, forum);
  const files = await readPageFiles();
  const port = () => (server.address() as AddressInfo).port;
  const entries = new ForumEntries(forum, sites);
  const parts = {
    scene,
    entries,
    live,
    reader: new PassingReader(forum, sites),
    files,
    fixturesFolder,
    port,
  };
  const app = createPageApp(parts);
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  await listenNear(server, options.port);
  return {
    url: `http://127.0.0.1:${port()}`,
    async close() {
      live.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** @throws the server's error if none of the next ports is free */
async function listenNear(server: Server, wanted: number): Promise<void> {
  for (let tried = 0; ; tried += 1) {
    try {
      const port = wanted === 0 ? 0 : wanted + tried;
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return;
    } catch (error) {
      const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!isTaken || tried >= portsTried || wanted === 0) throw error;
    }
  }
}

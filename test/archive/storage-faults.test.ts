import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Archive } from "../../src/archive/open-archive.ts";
import { commentOf } from "../mirror/comment.ts";
import { freePort, hasRedis, needsRedis, RedisServer } from "./redis-server.ts";
import { htmlOf, old, recent, reference, Witness } from "./witness.ts";

let archive: Archive;
let witness: Witness;

beforeEach(() => {
  witness = new Witness();
});
afterEach(() => witness.close());

describe.skipIf(!hasRedis)(`a Redis that fails under the archive ${needsRedis}`, () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await RedisServer.start();
  });
  afterEach(() => redis.close());

  it("may be killed", async () => {
    await witness.expectOutage(
      redis.url,
      () => redis.signal("SIGKILL"),
      () => redis.start(),
    );
  });

  it("may shut down", async () => {
    await witness.expectOutage(
      redis.url,
      () => redis.signal("SIGTERM"),
      () => redis.start(),
    );
  });

  it("may freeze, and come back with older records than were read meanwhile", async () => {
    await witness.expectOutage(
      redis.url,
      () => redis.signal("SIGSTOP"),
      () => redis.signal("SIGCONT"),
    );
  });

  it("may cut the connection", async () => {
    archive = await witness.open(redis.url);
    await archive.comments.put([old]);
    await redis.send("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    await witness.untilSaid("back");
    expect(witness.said).toEqual(["away", "back"]);
    expect(await htmlOf(archive)).toBe("<p>old</p>");
  });

  it("may be full: records that it refuses can still be read, and those that it has are used", async () => {
    archive = await witness.open(redis.url);
    await archive.comments.put([old, commentOf("b")]);
    await redis.send("CONFIG", "SET", "maxmemory-policy", "noeviction");
    await redis.send("CONFIG", "SET", "maxmemory", "1");
    await archive.comments.put([recent]);
    expect(archive.fault()).toMatchObject({ kind: "refusing" });
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(await archive.comments.get("lesswrong:comment:b")).toBeDefined();
    await archive.comments.remove(["lesswrong:comment:b"]);
    await redis.send("CONFIG", "SET", "maxmemory", "0");
    await witness.untilSaid("back");
    expect(witness.said).toEqual(["refusing", "back"]);
    expect(await htmlOf(await witness.open(redis.url))).toBe("<p>recent</p>");
  });

  it("may evict records, and only those are missing", async () => {
    archive = await witness.open(redis.url);
    const identity = await redis.send("GET", "records::archive-id");
    await redis.send("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    await archive.comments.put([old]);
    await redis.send("CONFIG", "SET", "maxmemory", "1");
    await archive.comments.put([recent]);
    await redis.send("CONFIG", "SET", "maxmemory", "0");
    expect(["<p>recent</p>", undefined]).toContain(await htmlOf(archive));
    expect(identity).toBeNull();
  });

  it("may contain records that no archive wrote", async () => {
    archive = await witness.open(redis.url);
    await redis.send("SET", `comments::${reference}`, "{ no JSON");
    expect(await htmlOf(archive)).toBeUndefined();
    await redis.send("SET", `comments::${reference}`, '{"value":{"reference":"another"}}');
    expect(await htmlOf(archive)).toBeUndefined();
    await archive.comments.put([recent]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(witness.said).toEqual([]);
  });

  it("may require another password", async () => {
    await redis.send("CONFIG", "SET", "requirepass", "right");
    archive = await witness.open(`redis://:wrong@127.0.0.1:${redis.port}`);
    expect(witness.said).toEqual(["away"]);
    await archive.comments.put([recent]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
  });
});

describe("a host that does not answer as a Redis would", () => {
  let server: Server;
  let port: number;
  const sockets = new Set<Socket>();

  async function listen(onConnection: (socket: Socket) => void): Promise<void> {
    server = createServer((socket) => {
      sockets.add(socket.on("error", () => undefined));
      onConnection(socket);
    }).listen(port, "127.0.0.1");
    await once(server, "listening");
  }
  beforeEach(async () => {
    port = await freePort();
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server?.close();
  });

  async function expectAbsence(): Promise<void> {
    archive = await witness.open(`redis://127.0.0.1:${port}`);
    expect(witness.said).toEqual(["away"]);
    await archive.comments.put([recent]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(await archive.comments.get("lesswrong:comment:other")).toBeUndefined();
    expect(witness.said).toEqual(["away"]);
  }

  it("counts as unreachable if nothing listens there", expectAbsence);

  it("counts as unreachable if it accepts and says nothing", async () => {
    await listen(() => undefined);
    await expectAbsence();
  });

  it("counts as unreachable if it says something else", async () => {
    await listen((socket) => socket.on("data", () => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n")));
    await expectAbsence();
  });

  it("counts as unreachable if it hangs up", async () => {
    await listen((socket) => socket.end());
    await expectAbsence();
  });

  it.skipIf(!hasRedis)(`is used as soon as a Redis answers there ${needsRedis}`, async () => {
    const redis = await RedisServer.start();
    try {
      await expectAbsence();
      await listen((socket) => {
        const behind = new (socket.constructor as typeof Socket)().connect(redis.port, "127.0.0.1");
        sockets.add(behind.on("error", () => undefined));
        socket.pipe(behind).pipe(socket);
      });
      await witness.untilSaid("back");
      expect(await redis.send("EXISTS", `comments::${reference}`)).toBe(1);
    } finally {
      await redis.close();
    }
  });
});

describe("an SQLite file that fails under the archive", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "commonplace-"));
    path = join(folder, "cache.db");
    archive = await witness.open(`sqlite:${path}`);
    await archive.comments.put([old]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("may be locked by another program", async () => {
    const other = new DatabaseSync(path);
    other.exec("BEGIN EXCLUSIVE");
    await archive.comments.put([recent]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(archive.fault()).toMatchObject({ kind: "away" });
    other.exec("ROLLBACK");
    await witness.untilSaid("back");
    expect(witness.said).toEqual(["away", "back"]);
    const { value } = other.prepare("SELECT value FROM keyv WHERE namespace = 'comments'").get() ?? {};
    expect(value).toContain("recent");
    other.close();
  });

  it("may be damaged while the bot runs, and is replaced", async () => {
    const other = new DatabaseSync(path);
    other.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    other.close();
    const file = openSync(path, "r+");
    for (let at = 4096; at < statSync(path).size; at += 4096)
      writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, at);
    closeSync(file);
    for (let index = 0; index < 50 && witness.said.length === 0; index += 1) {
      await archive.comments.put([commentOf(`x${index}`), recent]);
      await archive.comments.get("lesswrong:comment:unknown");
    }
    await witness.untilSaid("back");
    expect(witness.said).toEqual(["away", "back"]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
  });
});

import { RedisProxy } from "../../archive/redis-proxy.ts";
import { RedisServer } from "../../archive/redis-server.ts";
import { FaultWorld } from "../fault-world.ts";

/** An hour passes in half a minute: sweeps of minutes are over in seconds. */
const speed = 120;
/** On a busy machine. */
export const startsWithinMs = 90_000;

/** The bot between Discord and a forum, with its archive in a Redis behind a bad network. */
export class ArchiveWorld {
  readonly world: FaultWorld;
  readonly redis: RedisServer;
  readonly proxy: RedisProxy;

  private constructor(world: FaultWorld, redis: RedisServer, proxy: RedisProxy) {
    this.world = world;
    this.redis = redis;
    this.proxy = proxy;
  }

  static async open(): Promise<ArchiveWorld> {
    const redis = await RedisServer.start();
    const proxy = await RedisProxy.before(redis.port);
    const environment = { CACHE_URL: proxy.url, ARCHIVE_CALL_MS: "2500" };
    const world = await FaultWorld.open({ speed, environment });
    world.startBot();
    await world.ready(startsWithinMs);
    return new ArchiveWorld(world, redis, proxy);
  }

  /** What `/status` says. */
  async status(): Promise<string> {
    return (await (await this.world.guild.owner.command("status")).settled()).message.content;
  }

  async close(): Promise<void> {
    await this.world.close();
    this.proxy.close();
    await this.redis.close();
  }
}

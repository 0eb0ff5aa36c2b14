import { BadNetwork } from "../../archive/bad-network.ts";
import { RedisServer } from "../../archive/redis-server.ts";
import { FaultWorld } from "../fault-world.ts";

/** An hour takes half a minute, so sweeps that are minutes apart come within seconds. */
const speed = 120;
/** Enough for a busy machine. */
export const startsWithinMs = 90_000;

/** The bot between Discord and a forum, with its archive in a Redis behind a bad network. */
export class ArchiveWorld {
  readonly world: FaultWorld;
  readonly redis: RedisServer;
  readonly proxy: BadNetwork;

  private constructor(world: FaultWorld, redis: RedisServer, proxy: BadNetwork) {
    this.world = world;
    this.redis = redis;
    this.proxy = proxy;
  }

  static async open(): Promise<ArchiveWorld> {
    const redis = await RedisServer.start();
    const proxy = await BadNetwork.before(redis.port);
    const environment = { CACHE_URL: `redis://127.0.0.1:${proxy.port}`, ARCHIVE_CALL_MS: "2500" };
    const world = await FaultWorld.open({ speed, environment });
    world.startBot();
    await world.ready(startsWithinMs);
    return new ArchiveWorld(world, redis, proxy);
  }

  /** Returns the text of `/status`. */
  async status(): Promise<string> {
    return (await (await this.world.guild.owner.command("status")).settled()).message.content;
  }

  async close(): Promise<void> {
    await this.world.close();
    this.proxy.close();
    await this.redis.close();
  }
}

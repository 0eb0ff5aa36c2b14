import type { FaultWorld } from "../fault-world.ts";
import { converged, type Scene } from "../matrix/scene.ts";
import { ofPost } from "../matrix/scenes.ts";
import { Place } from "../place.ts";

/** An action that takes place while the archive fails. */
export interface ArchiveScene {
  readonly name: string;
  /**
   * Resolves when it is done.
   * @throws if it could not be done
   */
  readonly act: (world: FaultWorld, place: Place, scene: MirroredPost) => Promise<void>;
}

/** A mirrored post with all of its comments. */
export interface MirroredPost extends Scene {
  readonly ids: () => readonly string[];
}

const calmMs = 30_000;
/** A sweep comes after ten minutes, which take five seconds here. */
export const recoversWithinMs = 40_000;

export async function mirroredPost(world: FaultWorld, place: Place): Promise<MirroredPost> {
  const scene = ofPost(place, (id) => `/posts/${id}`, world);
  await scene.act();
  await converged(world, scene, calmMs);
  const ids = () => place.ids;
  // The archive now holds an older state than the next change.
  place.edit(ids()[0] ?? "");
  await converged(world, scene, calmMs);
  return { ...scene, ids };
}

const reference = (id = "") => `lesswrong:comment:${id}`;

/** Asks again and again, and resolves when the answer is right. */
async function answering(ask: () => Promise<string>, isRight: (said: string) => boolean): Promise<void> {
  for (let asked = 1; ; asked += 1) {
    const said = await ask();
    if (isRight(said)) return;
    if (asked === 20) throw new Error(`answered: ${said.slice(0, 300)}`);
  }
}

export const archiveScenes: readonly ArchiveScene[] = [
  {
    name: "follow",
    async act(world) {
      const other = new Place(world);
      const scene = ofPost(other, (id) => `/posts/${id}`, world);
      await scene.act();
      await converged(world, scene, recoversWithinMs);
      other.channel.delete();
    },
  },
  {
    name: "live mirroring",
    async act(world, place, scene) {
      const [long = "", , last = ""] = scene.ids();
      scene.goOn(8);
      place.edit(long, 3);
      world.forum.deleteComment(last);
      await converged(world, scene, recoversWithinMs);
    },
  },
  {
    name: "quote",
    async act({ guild: { owner } }, _place, scene) {
      const [id, second] = scene.ids();
      await owner.autocomplete("quote", { comment: "revision" }, "comment");
      await owner.autocomplete("quote", { comment: reference(id) }, "comment");
      const offered = await owner.command("quote", { comment: reference(second) });
      if (offered.first.kind !== "modal") await offered.settled();
      await answering(
        async () => {
          const passage = "Every part of it says so again.";
          const answer = await owner.command("quote", { comment: reference(second), passage });
          return JSON.stringify((await answer.settled()).message.state);
        },
        (said) => said.includes("Every part of it"),
      );
    },
  },
  {
    name: "lookup",
    async act({ guild: { owner } }, place) {
      await owner.autocomplete("lookup", { post: place.name }, "post");
      await answering(
        async () => {
          const answer = await owner.command("lookup", { text: "revision", post: place.name });
          return JSON.stringify((await answer.settled()).message.state);
        },
        (said) => said.includes("in its"),
      );
    },
  },
];

import { afterAll, beforeAll, describe } from "vitest";
import { hasChromium, needsChromium } from "../../../browser/chromium.ts";
import { describeAccessibility } from "./accessibility.ts";
import { describeFollowing } from "./following.ts";
import { describeKeyboard } from "./keyboard.ts";
import { describePhone } from "./phone.ts";
import { describeQuoting } from "./quoting.ts";
import { ReadingRoom } from "./reading-room.ts";
import { describeReplying } from "./replying.ts";

// One browser, one bot and one discussion serve all tests.
describe.skipIf(!hasChromium)(`the page in a browser ${needsChromium}`, () => {
  let opened: ReadingRoom;
  const room = () => opened;

  beforeAll(async () => {
    opened = await ReadingRoom.open();
  });
  afterAll(() => opened.close());

  describeFollowing(room);
  describeQuoting(room);
  describeReplying(room);
  describePhone(room);
  describeKeyboard(room);
  describeAccessibility(room);
});

import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import type { CommandForm } from "../../../playground/page/command-line/command-form.ts";
import { readLine } from "../../../playground/page/command-line/read-line.ts";

const option = (name: string): APIApplicationCommandBasicOption => ({
  name,
  description: name,
  type: ApplicationCommandOptionType.String,
});
const follow: CommandForm = {
  name: "follow",
  description: "Follows",
  options: [
    ...["url", "backfill", "min-score"].map(option),
    { ...option("channel"), type: ApplicationCommandOptionType.Channel } as APIApplicationCommandBasicOption,
  ],
};
const forms: readonly CommandForm[] = [follow, { ...follow, name: "follow list", options: [] }];

function valuesOf(line: string) {
  const typed = readLine(line, forms);
  return typed && Object.fromEntries(typed.options.map(({ option: { name }, value }) => [name, value]));
}

describe("a typed command", () => {
  it("is read option by option", () => {
    const line = "/follow url:https://a.b/posts/x?y=1 channel:#discussions backfill:10 min-score:-2";
    expect(valuesOf(line)).toEqual({
      url: "https://a.b/posts/x?y=1",
      channel: "#discussions",
      backfill: "10",
      "min-score": "-2",
    });
  });

  it("lets a value extend to the next option, or to its closing quote", () => {
    expect(valuesOf("/follow url:two words: and more channel: x ")).toEqual({
      url: "two words: and more",
      channel: "x",
    });
    expect(valuesOf('/follow url:"a channel:b \\"c\\"" channel:d')).toEqual({
      url: 'a channel:b "c"',
      channel: "d",
    });
  });

  it("keeps quotes that a value does not need, as in a search for a phrase", () => {
    expect(valuesOf('/follow url:"a phrase" backfill:1')).toEqual({ url: '"a phrase"', backfill: "1" });
    expect(valuesOf('/follow url:"a phrase" and a word -"no phrase"')).toEqual({
      url: '"a phrase" and a word -"no phrase"',
    });
    expect(valuesOf('/follow channel:"a room" url:x')).toEqual({ channel: "a room", url: "x" });
  });

  it("reads the longest name, and nothing that only starts like one", () => {
    expect(readLine("/follow list", forms)?.form.name).toBe("follow list");
    expect(readLine("/follower", forms)).toBeUndefined();
    expect(readLine("follow", forms)).toBeUndefined();
  });

  it("keeps the text before the first option", () => {
    expect(readLine("/follow https://a.b backfill:3", forms)?.stray).toBe("https://a.b");
  });
});

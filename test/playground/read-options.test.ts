import { describe, expect, it } from "vitest";
import { readOptions } from "../../playground/read-options.ts";
import { ConfigError } from "../../src/config.ts";

describe("the configuration of the playground", () => {
  it("is the sample forum on port 8080 by default", async () => {
    const { port, content } = await readOptions({ PLAYGROUND_PORT: "", PLAYGROUND_CORPUS: "" });
    expect(port).toBe(8080);
    expect(Object.keys(content)).toContain("lesswrong");
  });

  it.each(["abc", "-1", "99999", "80.5"])("is refused for the port %s, with what to change", async (port) => {
    await expect(readOptions({ PLAYGROUND_PORT: port })).rejects.toThrow(
      new ConfigError(["PLAYGROUND_PORT: must be a whole number from 0 to 65535"]),
    );
  });

  it("is refused for a folder without a corpus, naming the folder and the missing file", async () => {
    const asked = readOptions({ PLAYGROUND_CORPUS: import.meta.dirname });
    await expect(asked).rejects.toThrow(ConfigError);
    await expect(asked).rejects.toThrow(/^PLAYGROUND_CORPUS: .*ndjson\.gz/);
  });
});

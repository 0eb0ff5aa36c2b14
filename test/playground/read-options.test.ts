import { describe, expect, it } from "vitest";
import { readOptions } from "../../playground/read-options.ts";
import { ConfigError } from "../../src/config.ts";

describe("what the environment asks of the playground", () => {
  it("is the sample forum on port 8080 unless it says otherwise", async () => {
    const { port, content } = await readOptions({ PLAYGROUND_PORT: "", PLAYGROUND_CORPUS: "" });
    expect(port).toBe(8080);
    expect(Object.keys(content)).toContain("lesswrong");
  });

  it.each(["abc", "-1", "99999", "80.5"])("is refused with what to change for the port %s", async (port) => {
    await expect(readOptions({ PLAYGROUND_PORT: port })).rejects.toThrow(
      new ConfigError(["PLAYGROUND_PORT: must be a whole number from 0 to 65535"]),
    );
  });

  it("is refused with the folder and the file that is missing for a folder that holds no corpus", async () => {
    const asked = readOptions({ PLAYGROUND_CORPUS: import.meta.dirname });
    await expect(asked).rejects.toThrow(ConfigError);
    await expect(asked).rejects.toThrow(/^PLAYGROUND_CORPUS: .*ndjson\.gz/);
  });
});

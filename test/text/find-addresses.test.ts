import { describe, expect, it } from "vitest";
import { findAddresses } from "../../src/text/find-addresses.ts";

const foundIn = (text: string) => findAddresses(text).map(({ start, end }) => text.slice(start, end));

describe("findAddresses", () => {
  it.each([..."’‘”“»«›‹„…—–‐、。，．！？：；（）「」『』【】〈〉《》·•‧؟،।¿¡→⇒|│✓👍™"])(
    "ends a host before %s",
    (sign) => {
      expect(foundIn(`See https://example.org${sign}s and more`)).toEqual(["https://example.org"]);
    },
  );

  it.each([..."’”»…—–、。，．！？：；）」』】〉》؟،।→👍"])("ends a path before %s", (sign) => {
    expect(foundIn(`See https://example.org/a_b${sign} and`)).toEqual(["https://example.org/a_b"]);
    expect(foundIn(`https://example.org/a${sign}then`)).toEqual(["https://example.org/a"]);
  });

  it.each([
    ["https://example.org's page", "https://example.org"],
    ["https://example.org谢谢", "https://example.org"],
    ["https://example.orgé", "https://example.org"],
    ["https://example.org--which I like--", "https://example.org"],
    ["https://example.org, too", "https://example.org"],
    ["https://example.org:", "https://example.org"],
    ["https://example.org).", "https://example.org"],
  ])("does not make a host that nobody wrote out of %j", (text, address) => {
    expect(foundIn(text)).toEqual([address]);
    expect(findAddresses(text)[0]?.url).toBe("https://example.org/");
  });

  it.each([
    "https://пример.рф/путь",
    "https://müller.de/straße",
    "https://xn--bcher-kva.example/",
    "https://ja.wikipedia.org/wiki/日本",
    "https://en.wikipedia.org/wiki/Bank_(geography)",
    "https://example.org/a?b=[c]&d={e}",
    "https://example.org/it's",
    "https://example.org:8080/a,b;c=d!e/#:~:text=x",
    "https://user:secret@example.org/",
    "http://[::1]:3000/",
    "http://localhost",
    "HTTPS://Example.ORG/A",
    "https://web.archive.org/web/2020/https://example.org/",
  ])("takes %s whole", (address) => {
    expect(foundIn(`(see ${address}).`)).toEqual([address]);
    expect(foundIn(`“${address}”`)).toEqual([address]);
  });

  it("balances brackets", () => {
    expect(foundIn("(https://example.org/a_(b)) [https://example.org/c], {https://example.org/d}")).toEqual([
      "https://example.org/a_(b)",
      "https://example.org/c",
      "https://example.org/d",
    ]);
    expect(foundIn("https://example.org/a.).")).toEqual(["https://example.org/a"]);
  });

  it.each([",", ";", "|"])("reads two addresses with %j in between as two", (sign) => {
    expect(foundIn(`https://example.org/a${sign}https://example.org/b`)).toEqual([
      "https://example.org/a",
      "https://example.org/b",
    ]);
  });

  it.each([
    ["これはhttps://example.org/aです。", "https://example.org/a"],
    ["请看https://example.org谢谢", "https://example.org"],
    ["ดูhttps://example.org/a_(b)ครับ", "https://example.org/a_(b)"],
    ["参照 https://ja.wikipedia.org/wiki/価値 と", "https://ja.wikipedia.org/wiki/価値"],
  ])("finds the one in %s, which has no spaces", (text, found) => {
    expect(foundIn(text)).toEqual([found]);
  });

  it("finds no address in words that resemble one", () => {
    expect(foundIn("xhttps://a.b éhttps://a.b 한https://a.b https:// https://— http://’x ://")).toEqual([]);
  });
});

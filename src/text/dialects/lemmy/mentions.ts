import type { MarkdownIt } from "markdown-it";

/** A person `@ann@home.test` or a community `!rust@home.test`, at the beginning of a word. */
const mention = /(?<![\p{L}\p{N}/@!.])([@!])([\p{L}\p{N}_.-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/uy;

/** Links people and communities to their pages on the instance that shows the text. */
export function mentions(parser: MarkdownIt): void {
  parser.inline.ruler.push("mention", (state, isSilent) => {
    mention.lastIndex = state.pos;
    const [written, sign, name] = mention.exec(state.src) ?? [];
    if (written === undefined || state.linkLevel > 0) return false;
    if (!isSilent) {
      state.push("link_open", "a", 1).attrs = [["href", `/${sign === "@" ? "u" : "c"}/${name}`]];
      state.push("text", "", 0).content = written;
      state.push("link_close", "a", -1);
    }
    state.pos += written.length;
    return true;
  });
}

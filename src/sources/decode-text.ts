const marks: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** An XML declaration names its encoding this early. */
const declarationLength = 200;

/**
 * Decodes a text in the encoding of its byte order mark, its content type or its XML declaration, in this order; in UTF-8 if none
 * of them names an encoding that exists.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const mark = marks.find(([sign]) => sign.every((byte, index) => bytes[index] === byte));
  const label = mark?.[1] ?? charsetOf(contentType) ?? declaredIn(bytes) ?? "utf-8";
  return decoderOf(label).decode(bytes);
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const opening = new TextDecoder("latin1").decode(bytes.subarray(0, declarationLength));
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/i.exec(opening)?.[1];
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

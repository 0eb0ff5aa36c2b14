/** The reason why a body was not read to its end. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly fault: "too-large" | "idle";

  constructor(fault: "too-large" | "idle", message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface BodyLimits {
  /** Counted after decompression. */
  readonly maxBytes: number;
  /** The longest wait for the next piece. */
  readonly idleTimeoutMs: number;
}

/**
 * Reads a body to its end.
 * @throws {BodyError} if it grows too large or stops arriving
 */
export async function readBody(
  response: Response,
  { maxBytes, idleTimeoutMs }: BodyLimits,
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), idleTimeoutMs);
      if (done) return Buffer.concat(pieces, size);
      size += value.byteLength;
      if (size > maxBytes) throw new BodyError("too-large", `more than ${maxBytes} bytes`);
      pieces.push(value);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new BodyError("idle", `nothing arrived for ${ms} ms`)), ms);
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}

import { constants, createDeflate, deflateSync } from "node:zlib";

/** Encodes a payload's JSON for the socket, in order: a stream's parts only make sense in order. */
export type Encode = (json: string, send: (data: string | Buffer) => void) => void;

export const plain: Encode = (json, send) => send(json);

/** `compress: true` in Identify: every payload compressed by itself. */
export const perPayload: Encode = (json, send) => send(deflateSync(json));

/** `compress=zlib-stream` in the URL: one stream for the connection, flushed after each payload. */
export function zlibStream(): Encode {
  const deflate = createDeflate();
  let chunks: Buffer[] = [];
  deflate.on("data", (chunk: Buffer) => chunks.push(chunk));
  let last = Promise.resolve();
  return (json, send) => {
    last = last.then(
      () =>
        new Promise((resolve) => {
          deflate.write(json);
          deflate.flush(constants.Z_SYNC_FLUSH, () => {
            send(Buffer.concat(chunks));
            chunks = [];
            resolve();
          });
        }),
    );
  };
}

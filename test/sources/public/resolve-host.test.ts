import { createSocket, type Socket } from "node:dgram";
import { afterEach, beforeEach, expect, it } from "vitest";
import { resolveHost } from "../../../src/sources/public/resolve-host.ts";

/** Bytes of an address by the type of the question: 1 asks for IPv4, 28 for IPv6. https://www.rfc-editor.org/rfc/rfc1035#section-4 */
type Records = Readonly<Record<number, readonly number[]>>;

let socket: Socket;
let records: Records | undefined;
let questions: number;

beforeEach(async () => {
  questions = 0;
  socket = createSocket("udp4");
  socket.on("message", (question, { port, address }) => {
    questions += 1;
    if (records !== undefined) socket.send(answered(question, records), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise<void>((resolve) => socket.close(resolve));
});

/** Repeats the question and adds at most one record. */
function answered(question: Buffer, found: Records): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const type = question.readUInt16BE(end - 4);
  const data = found[type];
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(data === undefined ? 0 : 1, 6);
  header.writeUInt32BE(0, 8);
  const record = data === undefined ? [] : [0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length, ...data];
  return Buffer.concat([header, question.subarray(12, end), Buffer.from(record)]);
}

const resolved = async () => await resolveHost("forum.example.org", [`127.0.0.1:${socket.address().port}`]);
const ipv4 = { address: "93.184.216.34", family: 4 };
const ipv6 = { address: "2606:4700::1", family: 6 };

it("finds the addresses of both kinds", async () => {
  records = { 1: [93, 184, 216, 34], 28: [0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] };
  expect(await resolved()).toEqual([ipv4, ipv6]);
});

it("is content with one kind", async () => {
  records = { 1: [93, 184, 216, 34] };
  expect(await resolved()).toEqual([ipv4]);
});

it("says that a name has no address", async () => {
  records = {};
  await expect(resolved()).rejects.toMatchObject({ code: "ENODATA" });
});

it("gives up a silent name server in seconds", async () => {
  records = undefined;
  const startMs = performance.now();
  await expect(resolved()).rejects.toMatchObject({ code: "ETIMEOUT" });
  expect(performance.now() - startMs).toBeLessThan(9_000);
  expect(questions).toBeGreaterThanOrEqual(2);
});

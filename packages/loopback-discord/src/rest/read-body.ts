import type { HonoRequest } from "hono";
import type { UploadedFile } from "./call.ts";

export interface ReadBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
  readonly isMalformed: boolean;
  readonly isTooLarge: boolean;
}

const maxRequestBytes = 25 * 1024 * 1024;
const empty: ReadBody = { json: undefined, files: [], isMalformed: false, isTooLarge: false };

/** Reads JSON, or a multipart form with files and their JSON in `payload_json`. */
export async function readBody(request: HonoRequest): Promise<ReadBody> {
  const type = request.header("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return readForm(await request.formData());
  const text = await request.text();
  if (text === "") return empty;
  if (text.length > maxRequestBytes) return { ...empty, isTooLarge: true };
  if (!type.startsWith("application/json")) return { ...empty, isMalformed: true };
  return parse(text);
}

function parse(text: string): ReadBody {
  try {
    return { ...empty, json: JSON.parse(text) };
  } catch {
    return { ...empty, isMalformed: true };
  }
}

async function readForm(form: FormData): Promise<ReadBody> {
  const files: UploadedFile[] = [];
  let size = 0;
  for (const [key, value] of form.entries()) {
    if (typeof value === "string") continue;
    const content = new Uint8Array(await value.arrayBuffer());
    files.push({ key, name: value.name, contentType: value.type, content });
    size += value.size;
  }
  const payload = form.get("payload_json");
  const json = typeof payload === "string" ? parse(payload) : empty;
  const tooLargeFile = files.some((file) => file.content.length > 10 * 1024 * 1024);
  return { ...json, files, isTooLarge: size > maxRequestBytes || tooLargeFile };
}

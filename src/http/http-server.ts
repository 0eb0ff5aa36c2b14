import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { App } from "../app.ts";
import { type Config, ConfigError } from "../config.ts";
import { addProcessMetrics } from "../metrics.ts";
import { addGauges } from "./gauges.ts";
import { History } from "./history.ts";
import { readiness } from "./readiness.ts";
import { statusPage } from "./status-page.ts";

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface HttpServer {
  /** Address of the pages, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  close(): Promise<void>;
}

const headers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

/**
 * Serves the operator's pages: `/` for people, `/healthz` and `/readyz` for programs that watch the process, `/metrics` for Prometheus.
 * None of them changes anything.
 * @throws {ConfigError} if the port cannot be opened
 */
export async function openHttpServer(
  { host, port }: NonNullable<Config["http"]>,
  app: App,
): Promise<HttpServer> {
  addProcessMetrics(app.metrics);
  addGauges(app);
  const history = new History(app.metrics, app.clock);
  const pages: Readonly<Record<string, () => Promise<Page>>> = {
    "/": async () => ({ ...ok("text/html; charset=utf-8"), body: await statusPage(app, history) }),
    // A blocked event loop cannot answer.
    "/healthz": async () => ({ ...ok("text/plain"), body: "ok\n" }),
    "/readyz": async () => await readyPage(app),
    "/metrics": async () => {
      const { registry } = app.metrics;
      return { ...ok(registry.contentType), body: await registry.metrics() };
    },
  };
  const server = createServer(async ({ method = "", url = "" }, response) => {
    const path = url.split("?", 1)[0] ?? "";
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (page === undefined)
      return answer(response, {
        ...plain(404),
        body: "There is no such page. Try /, /healthz, /readyz or /metrics.\n",
      });
    if (method !== "GET" && method !== "HEAD")
      return answer(response, { ...plain(405), body: "These pages can only be read.\n" });
    try {
      answer(response, await page());
    } catch (err) {
      app.log.error({ err, page: path }, "a page for the operator could not be written");
      answer(response, { ...plain(500), body: "This page could not be written; the log says why.\n" });
    }
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw cannotOpen(host, port, error);
  }
  void history.record();
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
  app.log.info({ url }, "the operator's pages are open");
  return {
    url,
    async close() {
      history.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Codes of errors that show that the address, not the port, is the wrong one. */
const addressCodes: readonly unknown[] = ["EADDRNOTAVAIL", "EAFNOSUPPORT", "ENOTFOUND", "EAI_AGAIN"];

function cannotOpen(host: string, port: number, error: unknown): ConfigError {
  const isAddress = error instanceof Error && "code" in error && addressCodes.includes(error.code);
  return new ConfigError([
    isAddress
      ? `HTTP_HOST: ${host} is not an address of this machine (${String(error)}); choose one, such as 127.0.0.1`
      : `HTTP_PORT: ${host}:${port} cannot be opened (${String(error)}); choose another port`,
  ]);
}

async function readyPage(app: App): Promise<Page> {
  const needs = await readiness(app);
  const body = needs
    .map(({ name, isMet, detail }) => `${isMet ? "ok" : "missing"}: ${name} ${detail}\n`)
    .join("");
  return { ...plain(needs.every(({ isMet }) => isMet) ? 200 : 503), body };
}

function ok(type: string): Omit<Page, "body"> {
  return { status: 200, type };
}

function plain(status: number): Omit<Page, "body"> {
  return { status, type: "text/plain" };
}

function answer(response: ServerResponse, { status, type, body }: Page): void {
  response.writeHead(status, { ...headers, "content-type": type }).end(body);
}

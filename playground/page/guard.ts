import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Allows only this page's own files to run or be fetched, whatever a message says. */
export const contentPolicy: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // The page is served without TLS, on the reader's own machine.
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});

/**
 * Keeps out other websites that are open in a browser on this machine: by the requested host name (DNS rebinding) and, for writes,
 * by their origin.
 */
export function refuseForeign(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const host = context.req.header("host") ?? "";
    if (!hosts.includes(host)) return context.text("This page answers on 127.0.0.1 only.", 421);
    if (context.req.method === "GET") return next();
    const origin = context.req.header("origin");
    const isOwn = origin === undefined || origin === `http://${host}`;
    const isJson = context.req.header("content-type")?.startsWith("application/json") ?? false;
    if (!isOwn || !isJson) return context.text("Only this page itself may do that.", 403);
    return next();
  };
}

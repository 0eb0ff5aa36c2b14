import type { SiteAnswer } from "../http/site-request.ts";

export const notFound: SiteAnswer = {
  status: 404,
  body: { errors: ["Die angeforderte URL konnte nicht gefunden werden."], error_type: "not_found" },
};

export const invalidAccess: SiteAnswer = {
  status: 403,
  body: { errors: ["Du darfst diese Ressource nicht ansehen."], error_type: "invalid_access" },
};

export const notLoggedIn: SiteAnswer = {
  status: 403,
  body: { errors: ["Du musst angemeldet sein."], error_type: "not_logged_in" },
};

export const badToken: SiteAnswer = { status: 403, body: ["BAD CSRF"] };

/** The page that browsers get, from a forum in this folder. */
export function pageIn(folder: string): SiteAnswer {
  return {
    headers: { "x-discourse-route": "list/latest" },
    body: `<!DOCTYPE html><html><head><meta name="generator" content="Discourse 3.5"></head><body><meta id="data-discourse-setup" data-base-uri="${folder}"></body></html>`,
  };
}

export function redirect(location: string): SiteAnswer {
  return { status: 301, headers: { location }, body: "" };
}

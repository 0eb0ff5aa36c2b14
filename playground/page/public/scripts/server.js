/** Asks the page's own server. Throws an error with the text to show if the server refuses or does not answer. */
async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The playground is not answering. Is it still running?");
  }
  const body = await response.json().catch(() => ({ error: "The playground sent an unreadable answer." }));
  if (!response.ok)
    throw Object.assign(new Error(body.error ?? response.statusText), { status: response.status });
  return body;
}

export function read(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return ask(`${path}?${new URLSearchParams(given)}`);
}

export function send(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

import type { SiteAnswer } from "../http/site-request.ts";

/** A request that the API refuses; `answer` is what it says. */
export class RestRefusal extends Error {
  override readonly name = "RestRefusal";
  readonly answer: SiteAnswer;

  constructor(status: number, code: string, message: string, data: object = {}) {
    super(message);
    this.answer = { status, body: { code, message, data: { status, ...data } } };
  }
}

export function forbiddenParameter(name: string): RestRefusal {
  return new RestRefusal(401, "rest_forbidden_param", `Query parameter not permitted: ${name}`);
}

export function invalidParameter(name: string, problem: string): RestRefusal {
  const params = { [name]: problem };
  const details = { [name]: { code: "rest_out_of_bounds", message: problem, data: null } };
  return new RestRefusal(400, "rest_invalid_param", `Invalid parameter(s): ${name}`, { params, details });
}

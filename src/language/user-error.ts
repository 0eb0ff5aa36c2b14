import { english, type Language } from "./english.ts";

/** A refusal that a person reads in their own language. It says what happened and what to do next. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly say: (language: Language) => string;

  constructor(say: (language: Language) => string, options?: ErrorOptions) {
    super(say(english), options);
    this.say = say;
  }
}

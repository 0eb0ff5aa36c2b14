import { hash } from "node:crypto";

/** Lists the facts of a state that are compared. */
type Facts<T> = (state: T) => unknown;

/** `unknown` if this version of the bot does not know the facts that a name was made from. */
type Comparison = "same" | "changed" | "unknown";

/**
 * Names states for the store, so that it notices changes. A name carries the version of the facts that it was made from and is
 * compared by those, so an upgrade to other facts changes nothing that exists. Names of version 1 carry no number.
 */
export class StateNames<T> {
  readonly #versions: Readonly<Record<number, Facts<T>>>;
  readonly #current: number;
  readonly #digest: "hex" | "base64url";
  readonly #length: number;

  /** @param versions the facts of a released version never change */
  constructor(
    versions: Readonly<Record<number, Facts<T>>>,
    { digest, length }: { readonly digest: "hex" | "base64url"; readonly length: number },
  ) {
    this.#versions = versions;
    this.#current = Math.max(...Object.keys(versions).map(Number));
    this.#digest = digest;
    this.#length = length;
  }

  nameOf(state: T): string {
    return this.#name(this.#current, state) ?? "";
  }

  /** Compares a name with a state. Anything that is not a name, such as a mark, counts as another state's name. */
  compare(name: string | undefined, state: T): Comparison {
    const version = this.#versionOf(name);
    if (version === undefined) return "changed";
    const wanted = this.#name(version, state);
    if (wanted === undefined) return "unknown";
    return wanted === name ? "same" : "changed";
  }

  isName(name: string): boolean {
    return this.#versionOf(name) !== undefined;
  }

  /** Returns whether the name of an unchanged state should be replaced by one of the current version. */
  isOutdated(name: string | undefined): boolean {
    const version = this.#versionOf(name);
    return version !== undefined && version !== this.#current;
  }

  #name(version: number, state: T): string | undefined {
    const facts = this.#versions[version];
    if (facts === undefined) return undefined;
    const digest = hash("sha256", JSON.stringify(facts(state)), this.#digest).slice(0, this.#length);
    return version === 1 ? digest : `${version}:${digest}`;
  }

  /** `undefined` for anything that is not a name. */
  #versionOf(name: string | undefined): number | undefined {
    const [, version = "1", digest = ""] = /^(?:(\d+):)?([\w-]+)$/.exec(name ?? "") ?? [];
    return digest.length === this.#length ? Number(version) : undefined;
  }
}

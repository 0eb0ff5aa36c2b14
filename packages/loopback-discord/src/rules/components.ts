import type { FormIssue } from "../rest/refusal.ts";

/** A component of any kind, with the fields that the rules need. */
interface Node {
  readonly type: number;
  readonly custom_id?: string | null;
  readonly style?: number;
  readonly url?: string | null;
  readonly label?: string | null;
  readonly emoji?: unknown;
  readonly sku_id?: string | null;
  readonly content?: string;
  readonly components?: readonly Node[];
  readonly component?: Node;
  readonly accessory?: Node;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly default?: boolean;
  }[];
  readonly min_values?: number | null;
  readonly max_values?: number | null;
}

type Path = readonly PropertyKey[];
const issue = (path: Path, code: string, message: string): FormIssue => ({ path, code, message });
const layoutTypes = new Set([9, 10, 11, 12, 13, 14, 17]);
const selectTypes = new Set([3, 5, 6, 7, 8]);

function* walk(nodes: readonly Node[], path: Path): Generator<{ node: Node; path: Path }> {
  for (const [index, node] of nodes.entries()) {
    const here = [...path, index];
    yield { node, path: here };
    if (node.components) yield* walk(node.components, [...here, "components"]);
    for (const key of ["component", "accessory"] as const) {
      const child = node[key];
      if (child === undefined) continue;
      yield { node: child, path: [...here, key] };
    }
  }
}

function checkButton(node: Node, path: Path): FormIssue[] {
  const isLink = node.style === 5;
  const isPremium = node.style === 6;
  if (isPremium) return [];
  const issues: FormIssue[] = [];
  if (isLink && !node.url) issues.push(issue([...path, "url"], "BASE_TYPE_REQUIRED", "A url is required"));
  if (isLink && node.custom_id) {
    issues.push(
      issue(
        path,
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        "A custom id and url cannot both be specified",
      ),
    );
  }
  if (!isLink && !node.custom_id) {
    issues.push(issue([...path, "custom_id"], "BASE_TYPE_REQUIRED", "A custom id is required"));
  }
  if (isLink && node.url && !/^(https?|discord):\/\//i.test(node.url)) {
    issues.push(
      issue(
        [...path, "url"],
        "URL_TYPE_INVALID_SCHEME",
        "Scheme must be one of ('http', 'https', 'discord').",
      ),
    );
  }
  if (!node.label?.trim() && !node.emoji) {
    issues.push(issue(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required"));
  }
  return issues;
}

function checkSelect(node: Node, path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const options = node.options ?? [];
  const min = node.min_values ?? 1;
  const max = node.max_values ?? 1;
  if (min > max)
    issues.push(issue([...path, "min_values"], "BASE_TYPE_BAD_LENGTH", "min_values exceeds max_values"));
  if (node.type !== 3) return issues;
  if (max > options.length) {
    issues.push(
      issue([...path, "max_values"], "BASE_TYPE_BAD_LENGTH", "max_values exceeds the number of options"),
    );
  }
  if (new Set(options.map((option) => option.value)).size < options.length) {
    issues.push(
      issue(
        [...path, "options"],
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "The specified option value is already used",
      ),
    );
  }
  if (options.filter((option) => option.default).length > max) {
    issues.push(
      issue([...path, "options"], "BASE_TYPE_BAD_LENGTH", "More options are default than may be selected"),
    );
  }
  return issues;
}

function checkRow(node: Node, path: Path): FormIssue[] {
  const children = node.components ?? [];
  const hasSelect = children.some((child) => selectTypes.has(child.type));
  return hasSelect && children.length > 1
    ? [
        issue(
          [...path, "components"],
          "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
          "The specified component exceeds the maximum width",
        ),
      ]
    : [];
}

/** Checks the rules for every tree of components, in messages and modals. */
export function checkComponentTree(nodes: readonly Node[], field: string): FormIssue[] {
  const issues: FormIssue[] = [];
  const customIds = new Set<string>();
  for (const { node, path } of walk(nodes, [field])) {
    if (node.type === 1) issues.push(...checkRow(node, path));
    if (node.type === 2) issues.push(...checkButton(node, path));
    if (selectTypes.has(node.type)) issues.push(...checkSelect(node, path));
    if (!node.custom_id) continue;
    if (customIds.has(node.custom_id)) {
      const message = "Component custom id cannot be duplicated";
      issues.push(issue([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", message));
    }
    customIds.add(node.custom_id);
  }
  return issues;
}

/** Checks the rules for a message's components, with and without the flag IS_COMPONENTS_V2. */
export function checkMessageComponents(nodes: readonly Node[], isLayout: boolean): FormIssue[] {
  const issues = checkComponentTree(nodes, "components");
  const all = [...walk(nodes, ["components"])];
  if (!isLayout) {
    if (nodes.length > 5)
      issues.push(issue(["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."));
    const layout = all.find(({ node }) => layoutTypes.has(node.type));
    if (layout)
      issues.push(
        issue([...layout.path, "type"], "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).'),
      );
    return issues;
  }
  if (all.length > 40) {
    issues.push(
      issue(
        ["components"],
        "COMPONENT_TOTAL_EXCEEDED",
        "The total number of components exceeds the maximum of 40",
      ),
    );
  }
  const text = all.reduce(
    (length, { node }) => length + (node.type === 10 ? (node.content ?? "").length : 0),
    0,
  );
  if (text > 4000) {
    const message = "Total length of displayable text exceeds the maximum of 4000";
    issues.push(issue(["components"], "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message));
  }
  return issues;
}

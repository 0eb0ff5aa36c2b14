/** Keeps the fields of a record that `_fields` names, such as `id,content.protected`; all of them without it. */
export function fieldsOf(record: object, query: URLSearchParams): object {
  const fields = query.get("_fields");
  if (fields === null) return record;
  const kept: Record<string, unknown> = {};
  for (const field of fields.split(",")) {
    const [outer = "", inner] = field.split(".");
    const value = (record as Record<string, unknown>)[outer];
    if (value === undefined) continue;
    kept[outer] =
      inner === undefined
        ? value
        : { ...(kept[outer] as object | undefined), [inner]: (value as Record<string, unknown>)[inner] };
  }
  // Records are embedded after the fields are chosen, and only if the links to them were chosen.
  const embedded = (record as { _embedded?: object })._embedded;
  return embedded !== undefined && "_links" in kept ? { ...kept, _embedded: embedded } : kept;
}

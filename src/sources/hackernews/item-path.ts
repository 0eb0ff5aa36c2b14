/** Stories and comments have the same kind of address. */
export function itemPath(id: number): string {
  return `/item?id=${id}`;
}

import { z } from "zod";

/** Selects in GraphQL what a shape reads: the fields of its objects. JSON without a schema and plain values have none. */
export function selectionOf(shape: z.core.$ZodType): string {
  if (shape instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(shape.shape);
    return `{ ${fields.map(([name, field]) => `${name} ${selectionOf(field)}`.trim()).join(" ")} }`;
  }
  if (shape instanceof z.ZodArray) return selectionOf(shape.element);
  if (shape instanceof z.ZodPipe) return selectionOf(shape.in);
  if (shape instanceof z.ZodNullable || shape instanceof z.ZodOptional || shape instanceof z.ZodCatch)
    return selectionOf(shape.unwrap());
  return "";
}

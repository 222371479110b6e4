import * as z from "zod";
import type { Item } from "../item-kinds.ts";

/**
 * An object with a merge patch applied (RFC 7396, 2): null removes a member, objects are merged, anything else, lists as
 * well, takes the place of what was there.
 */
export function mergePatch(target: unknown, patch: Item): Item {
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, isObject(value) ? mergePatch(merged.get(name), value) : value);
  }
  return Object.fromEntries(merged);
}

/** The schema of a merge patch for what has this schema: every field may be left out, or null to take it away. */
export function partOf(schema: z.ZodObject): z.ZodType<Item> {
  const fields = Object.entries(schema.shape).map(([name, field]) => [name, fieldOf(field).nullable().optional()]);
  return z.strictObject(Object.fromEntries(fields));
}

/** The field's own schema: in a patch nothing is filled in. */
function fieldOf(field: unknown): z.ZodType {
  if (field instanceof z.ZodDefault || field instanceof z.ZodNullable || field instanceof z.ZodOptional)
    return fieldOf(field.unwrap());
  if (field instanceof z.ZodObject) return partOf(field);
  if (field instanceof z.ZodType) return field;
  throw new Error("a field has no schema");
}

const isObject = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && !Array.isArray(value);

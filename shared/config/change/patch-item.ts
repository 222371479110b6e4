import * as z from "zod";
import { type Checked, faulty } from "../../checked.ts";
import { writePath } from "../../input-fault.ts";
import { isObject } from "../../is-object.ts";
import { parseInput } from "../../parse-input.ts";
import { type Item, type ItemKind, itemKinds, type KindDefinition } from "../item-kinds.ts";

/**
 * An item with a merge patch applied. Faults, with paths below `at`: the result is no item of its kind, or has another key.
 */
export function patchItem(kind: ItemKind, present: Item, patch: Item, at: readonly PropertyKey[]): Checked<Item> {
  const { schema, keyFields, derivedFields = {} }: KindDefinition = itemKinds[kind];
  const patched = parseInput(schema, mergePatch(withoutOutdated(present, patch, derivedFields), patch), at);
  if (patched.outcome === "faulty") return patched;
  const moved = keyFields.filter((field) => patched.value[field] !== present[field]);
  const message = "is part of the key, which a patch cannot change: delete the item and put another";
  return moved.length === 0 ? patched : faulty(moved.map((field) => ({ path: writePath([...at, field]), message })));
}

/** Drops what the service filled in where the patch changes the field that it depends on: it is filled in again. */
const withoutOutdated = (present: Item, patch: Item, derivedFields: Readonly<Record<string, string>>): Item =>
  Object.fromEntries(
    Object.entries(present).filter(([name]) => {
      const source = derivedFields[name];
      return source === undefined || patch[source] === undefined || patch[source] === present[source];
    }),
  );

/** RFC 7396, 2: null removes a member, objects are merged, anything else, lists too, replaces what was there. */
export function mergePatch(target: unknown, patch: Item): Item {
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, isObject(value) ? mergePatch(merged.get(name), value) : value);
  }
  return Object.fromEntries(merged);
}

/** The schema of a merge patch for items of a schema: every field may be omitted, or null to remove it. */
export function patchSchemaOf(schema: z.ZodObject): z.ZodType<Item> {
  const fields = Object.entries(schema.shape).map(([name, field]) => [name, fieldOf(field).nullable().optional()]);
  return z.strictObject(Object.fromEntries(fields));
}

/** The field's own schema without its default: a patch fills nothing in. */
function fieldOf(field: unknown): z.ZodType {
  if (
    field instanceof z.ZodDefault ||
    field instanceof z.ZodNullable ||
    field instanceof z.ZodOptional ||
    field instanceof z.ZodExactOptional
  )
    return fieldOf(field.unwrap());
  if (field instanceof z.ZodObject) return patchSchemaOf(field);
  if (field instanceof z.ZodType) return field;
  throw new Error("a field has no schema");
}

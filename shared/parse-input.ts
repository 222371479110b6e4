import type * as z from "zod";
import { type Checked, faulty, valid } from "./checked.ts";
import { type InputFault, writePath } from "./input-fault.ts";
import { plainMessage } from "./plain-message.ts";
import { shorten } from "./shorten.ts";

/** What is wrong with a value, and where within it. `found`: what stands there instead, in a few words; empty for nothing. */
export type SchemaFault = { readonly path: readonly PropertyKey[]; readonly message: string; readonly found: string };

/** Parses an input with its schema. Every fault has its path below `at` and says in plain words what to write. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: readonly PropertyKey[] = [],
): Checked<z.infer<Schema>> {
  const parsed = parseBySchema(schema, value);
  return parsed.outcome === "valid" ? parsed : faulty(parsed.faults.map((fault) => inputFault(fault, at)));
}

/** As `parseInput`, with the parts of a fault apart. */
export function parseBySchema<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Checked<z.infer<Schema>, SchemaFault> {
  const parsed = schema.safeParse(value, { error: plainMessage });
  if (!parsed.success) return faulty(parsed.error.issues.flatMap((issue) => describeIssue(issue, value)));
  const path = findProto(value);
  return path === null ? valid(parsed.data) : faulty([{ path, message: "is a name that cannot be used", found: "" }]);
}

/** No record of any schema lies deeper. */
const deepestRecord = 10;

/** Where a member is named `__proto__`: zod leaves it out of a record without a word. Null where none is. */
function findProto(value: unknown, depth = deepestRecord): readonly PropertyKey[] | null {
  if (typeof value !== "object" || value === null || depth === 0) return null;
  if (Object.hasOwn(value, "__proto__")) return ["__proto__"];
  for (const [name, member] of Object.entries(value)) {
    const below = findProto(member, depth - 1);
    if (below !== null) return [Array.isArray(value) ? Number(name) : name, ...below];
  }
  return null;
}

/** A fault as it is answered: what was expected, then what was found. */
export const inputFault = ({ path, message, found }: SchemaFault, at: readonly PropertyKey[] = []): InputFault => ({
  path: writePath([...at, ...path]),
  message: found === "" ? message : `${message}; found ${found}`,
});

/** Unknown fields of one object that are named. A limit keeps the answer to a long file short. */
const unknownAtMost = 20;

/** One fault for each unknown field, so that the path names it. */
function describeIssue(issue: z.core.$ZodIssue, value: unknown): readonly SchemaFault[] {
  const { path, message } = issue;
  if (issue.code === "invalid_key") return [{ path, message, found: "" }];
  if (issue.code !== "unrecognized_keys") return [{ path, message, found: describeFound(value, path) }];
  const named = issue.keys.slice(0, unknownAtMost).map((key) => unknownField([...path, key]));
  const rest = issue.keys.length - named.length;
  return rest === 0
    ? named
    : [...named, { path, message: `has ${rest} more fields that are not known here`, found: "" }];
}

const unknownField = (path: readonly PropertyKey[]): SchemaFault => ({
  path,
  message: "is no field that is known here",
  found: "",
});

const longestFound = 60;

/** The value at a path in a few words; empty where there is none, or it is empty itself. */
function describeFound(value: unknown, path: readonly PropertyKey[]): string {
  let found = value;
  for (const part of path) found = typeof found === "object" && found !== null ? Reflect.get(found, part) : undefined;
  if (found === "") return "";
  if (typeof found === "string") return JSON.stringify(shorten(found, longestFound));
  if (Array.isArray(found)) return found.length === 0 ? "" : "a list";
  if (typeof found === "object" && found !== null) return "an object";
  return found === undefined ? "" : String(found);
}

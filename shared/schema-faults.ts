import type * as z from "zod";
import { type InputFault, writePath } from "./input-fault.ts";
import { plainMessage } from "./plain-message.ts";
import { shorten } from "./shorten.ts";

export type ReadValue<Value> =
  | { readonly outcome: "read"; readonly value: Value }
  | { readonly outcome: "faulty"; readonly errors: readonly InputFault[] };

/** What is wrong with a value, and where within it. `found`: what stands there instead, in a few words; empty for nothing. */
export type SchemaFault = { readonly path: readonly PropertyKey[]; readonly message: string; readonly found: string };

/** Reads a value that somebody wrote by its schema; every fault has its path below `at` and says in plain words what to write. */
export function readBy<Value>(schema: z.ZodType<Value>, value: unknown, at: readonly PropertyKey[]): ReadValue<Value> {
  const read = readPlainly(schema, value);
  if ("value" in read) return { outcome: "read", value: read.value };
  return { outcome: "faulty", errors: read.faults.map((fault) => inputFault(fault, at)) };
}

/** A fault as it is answered: what was expected, then what was found. */
export const inputFault = ({ path, message, found }: SchemaFault, at: readonly PropertyKey[] = []): InputFault => ({
  path: writePath([...at, ...path]),
  message: found === "" ? message : `${message}; found ${found}`,
});

/** The same for whoever makes more of the faults. */
export function readPlainly<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly value: z.infer<Schema> } | { readonly faults: readonly SchemaFault[] } {
  const read = schema.safeParse(value, { error: plainMessage });
  if (read.success) return { value: read.data };
  return { faults: read.error.issues.flatMap((issue) => describeIssue(issue, value)) };
}

/** How many unknown fields of one object are named: a file of nothing else must not make an answer as long as itself. */
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

/** The value that stands at a path; nothing where there is none, or it is empty. */
function describeFound(value: unknown, path: readonly PropertyKey[]): string {
  let found = value;
  for (const part of path) found = typeof found === "object" && found !== null ? Reflect.get(found, part) : undefined;
  if (found === "") return "";
  if (typeof found === "string") return JSON.stringify(shorten(found, longestFound));
  if (Array.isArray(found)) return found.length === 0 ? "" : "a list";
  if (typeof found === "object" && found !== null) return "an object";
  return found === undefined ? "" : String(found);
}

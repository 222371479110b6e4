import type * as z from "zod";
import { type InputFault, writePath } from "./http/problem.ts";

export type ReadValue<Value> =
  | { readonly outcome: "read"; readonly value: Value }
  | { readonly outcome: "faulty"; readonly errors: readonly InputFault[] };

/** What is wrong with a value, and where within it. */
export type SchemaFault = { readonly path: readonly PropertyKey[]; readonly message: string };

/** Reads a value that somebody wrote by its schema; every fault has its path below `at` and says in plain words what to write. */
export function readBy<Value>(schema: z.ZodType<Value>, value: unknown, at: readonly PropertyKey[]): ReadValue<Value> {
  const read = readPlainly(schema, value);
  if ("value" in read) return { outcome: "read", value: read.value };
  const errors = read.faults.map(({ path, message }) => ({ path: writePath([...at, ...path]), message }));
  return { outcome: "faulty", errors };
}

/** The same for whoever makes more of the faults. */
export function readPlainly<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly value: z.infer<Schema> } | { readonly faults: readonly SchemaFault[] } {
  const read = schema.safeParse(value, { error: plainMessage });
  return read.success ? { value: read.data } : { faults: read.error.issues.flatMap(describeIssue) };
}

/** One fault for each unknown field, so that the path names it. */
function describeIssue(issue: z.core.$ZodIssue): readonly SchemaFault[] {
  const { path, message } = issue;
  if (issue.code !== "unrecognized_keys") return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: "is no field that is known here" }));
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const formats: Readonly<Record<string, string>> = {
  datetime: "an instant such as 2026-01-31T00:00:00.000Z",
  date: "a date such as 2026-01-31",
};

/** What a schema's own messages leave unsaid; undefined where the library's message has to do. */
function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      if (issue.input === undefined) return "is missing";
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return unionMessage(issue.options, issue.errors, issue.input);
    case "invalid_format":
      return formats[issue.format] === undefined ? undefined : `must be ${formats[issue.format]}`;
    case "invalid_key":
      return issue.issues?.map(({ message }) => message).join(", ");
    case "too_small":
      if (issue.minimum === 1 && issue.origin !== "number") return "must not be empty";
      return `must ${amount(issue.origin, "at least", issue.minimum)}`;
    case "too_big":
      return `must ${amount(issue.origin, "at most", issue.maximum)}`;
    default:
      return undefined;
  }
}

const amount = (origin: string, bound: string, limit: number | bigint): string => {
  if (origin === "string") return `have ${bound} ${limit} characters`;
  return origin === "array" ? `have ${bound} ${limit} entries` : `be ${bound} ${limit}`;
};

/** Of a union told apart by a field: its values. Of any other: what each branch asks for. */
function unionMessage(options: unknown, branches: readonly z.core.$ZodIssue[][], input: unknown): string {
  if (Array.isArray(options)) return `must be one of ${options.map(String).join(", ")}`;
  if (input === undefined) return "is missing";
  return [...new Set(branches.flat().map(({ message }) => message))].join(" or ");
}

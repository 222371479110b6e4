import type * as z from "zod";

/**
 * What a schema expects, in words for the author of the value: never the schema library's own. A message that the schema itself
 * has stays as it is.
 */
export function plainMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${typeNames[issue.expected] ?? "of another type"}`;
    case "invalid_value":
      if (issue.input === undefined) return "is missing";
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}${hintFor(issue)}`;
    case "invalid_union":
      return unionMessage(issue.options, issue.errors, issue.input);
    case "invalid_format":
      return `must be ${formats[issue.format] ?? "of another form"}`;
    case "invalid_key":
      return issue.issues?.map(({ message }) => message).join(", ") ?? "has a name that is not valid";
    case "too_small":
      if (issue.minimum === 1 && issue.origin !== "number" && issue.origin !== "int") return "must not be empty";
      return `must ${amount(issue.origin, "at least", issue.minimum)}`;
    case "too_big":
      return `must ${amount(issue.origin, "at most", issue.maximum)}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    default:
      return "is not valid";
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const formats: Readonly<Record<string, string>> = {
  datetime: "an instant such as 2026-01-31T00:00:00.000Z",
  date: "a date such as 2026-01-31",
  guid: "a GUID such as 0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21",
  url: "a URL",
};

/** A hint for several words in one text, each of which is one of the values. */
function hintFor({ input, values }: { readonly input?: unknown; readonly values: readonly unknown[] }): string {
  if (typeof input !== "string") return "";
  const words = input.split(/[\s,;|/]+/).filter((word) => word !== "");
  if (words.length < 2 || !words.every((word) => values.includes(word))) return "";
  return `, one per entry: write ${words.map((word) => JSON.stringify(word)).join(", ")}`;
}

const amount = (origin: string, bound: string, limit: number | bigint): string => {
  if (origin === "string") return `have ${bound} ${limit} characters`;
  return origin === "array" ? `have ${bound} ${limit} entries` : `be ${bound} ${limit}`;
};

/** For a discriminated union the values of its field, for any other what each branch expects. */
function unionMessage(options: unknown, branches: readonly z.core.$ZodIssue[][], input: unknown): string {
  if (Array.isArray(options)) return `must be one of ${options.map(String).join(", ")}`;
  if (input === undefined) return "is missing";
  return [...new Set(branches.flat().map(({ message }) => message))].join(" or ");
}

import type { HttpRequest } from "@azure/functions";
import type * as z from "zod";
import type { InputFault } from "./problem.ts";

/** A function key may come in the query too; it is not part of it. */
const keyParameters = new Set(["code", "clientId"]);

/** Reads a request's query, or lists every fault of it. */
export function readQuery<Schema extends z.ZodType>(
  request: HttpRequest,
  schema: Schema,
): { readonly query: z.infer<Schema> } | { readonly faults: readonly InputFault[] } {
  const given = Object.fromEntries([...request.query].filter(([name]) => !keyParameters.has(name)));
  const read = schema.safeParse(given);
  return read.success ? { query: read.data } : { faults: read.error.issues.flatMap(faultsOf) };
}

const faultsOf = (issue: z.core.$ZodIssue): readonly InputFault[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map((path) => ({ path, message: "is not known here" }))
    : [{ path: issue.path.join("."), message: issue.message }];

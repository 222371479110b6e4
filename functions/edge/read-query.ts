import type { HttpRequest } from "@azure/functions";
import * as z from "zod";
import { type Checked, faulty } from "../../shared/checked.ts";
import type { InputFault } from "../../shared/input-fault.ts";
import { parseInput } from "../../shared/parse-input.ts";
import { shorten } from "../../shared/shorten.ts";

/** The query of a route that takes no parameters. */
export const noQuery = z.strictObject({});

/** A function key may stand in the query: the host reads it, the function does not. */
const keyParameters: ReadonlySet<string> = new Set(["code", "clientId"]);

const longestName = 64;

/**
 * Reads a request's query by the schema of its route, or lists every fault: an unknown parameter, one that is given twice or
 * is empty, a value of another form. A misspelt parameter must never be ignored: `dryrun=true` would change the configuration.
 */
export function readQuery<Schema extends z.ZodObject>(request: HttpRequest, schema: Schema): Checked<z.infer<Schema>> {
  const known = Object.keys(schema.shape);
  const given = parametersOf(request);
  const misplaced = [...given].flatMap(([name, values]) => misplacedFault(name, values, known) ?? []);
  const misplacedNames = new Set(misplaced.map(({ path }) => path));
  const values = known.flatMap((name) => (given.has(name) ? [[name, given.get(name)?.[0]] as const] : []));
  const parsed = parseInput(schema, Object.fromEntries(values));
  if (parsed.outcome === "valid") return misplaced.length === 0 ? parsed : faulty(misplaced);
  return faulty([...misplaced, ...parsed.faults.filter(({ path }) => !misplacedNames.has(path))]);
}

/**
 * The names of the parameters that have no meaning in a request which is answered all the same. At most five; a name that is
 * not one plain word is given as `query`.
 */
export function strayParameters({ query }: Pick<HttpRequest, "query">, known = none): readonly string[] {
  if (query.size === 0) return none;
  const names = [...query.keys()].filter((name) => !keyParameters.has(name) && !known.includes(name));
  return [...new Set(names.map((name) => (/^[A-Za-z0-9._-]{1,64}$/.test(name) ? name : "query")))].slice(0, 5);
}

const none: readonly string[] = [];

/** Every parameter with its values. Read from the URL, as the host joins the values of a parameter that is given twice. */
function parametersOf(request: HttpRequest): ReadonlyMap<string, readonly string[]> {
  const { searchParams } = new URL(request.url);
  const parameters = new Map<string, string[]>();
  for (const [name, value] of searchParams.size > 0 ? searchParams : request.query) {
    if (keyParameters.has(name)) continue;
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

/** The fault of a parameter that is unknown, repeated or empty; null for any other. */
function misplacedFault(name: string, values: readonly string[], known: readonly string[]): InputFault | null {
  if (!known.includes(name))
    return { path: shorten(name, longestName), message: `has no meaning here${suggest(name, known)}` };
  if (values.length > 1) return { path: name, message: `is given ${values.length} times: give it once` };
  return values[0] === "" ? { path: name, message: "is empty: give it a value, or leave it out" } : null;
}

/** Names the known parameter that differs in case or separators only, else all known parameters. */
function suggest(name: string, known: readonly string[]): string {
  const meant = known.find((candidate) => plain(candidate) === plain(name));
  if (meant !== undefined) return `: write ${meant}`;
  return known.length === 0 ? ": there are no parameters" : `: there are ${known.join(", ")}`;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

import type { RegisteredFunction } from "./registry.ts";

export type HttpFunction = {
  readonly fn: RegisteredFunction;
  /** The name of the trigger binding, under which the library expects the request. */
  readonly bindingName: string;
  /** With the route prefix, without a leading slash. */
  readonly route: string;
  /** Upper case. */
  readonly methods: readonly string[];
};

export type RouteMatch = { readonly target: HttpFunction; readonly params: Readonly<Record<string, string>> };

/** Finds the function for a method and a path (no query). A path that exists under other methods only is no match. */
export type HttpRoutes = (method: string, path: string) => RouteMatch | null;

/** A literal in lower case, a parameter's name, or the name of the last parameter, which takes the rest of the path. */
type Segment = { readonly literal: string } | { readonly parameter: string } | { readonly rest: string };
type Pattern = { readonly target: HttpFunction; readonly segments: readonly Segment[]; readonly rank: string };

/** Throws when a route cannot be read or two functions have the same path and method. */
export function buildRoutes(functions: readonly HttpFunction[]): HttpRoutes {
  const literals = new Map<string, RouteMatch>();
  const patterns: Pattern[] = [];
  for (const target of functions) {
    const segments = parseRoute(target.route);
    const rank = segments.map((segment) => ("literal" in segment ? "1" : "parameter" in segment ? "2" : "3")).join("");
    if (/[23]/.test(rank)) patterns.push({ target, segments, rank });
    else addLiteral(literals, target);
  }
  // As ASP.NET Core does: in each segment, literals before parameters.
  patterns.sort((a, b) => (a.rank < b.rank ? -1 : 1));

  return (method, path) =>
    literals.get(`${method} ${path}`) ??
    literals.get(`${method} ${withoutEndSlash(path.toLowerCase())}`) ??
    matchPattern(patterns, method, path);
}

function parseRoute(route: string): readonly Segment[] {
  return splitPath(route).map((text, index, { length }) => {
    const rest = /^\{\*(\w+)\}$/.exec(text)?.[1];
    if (rest !== undefined && index === length - 1) return { rest };
    const parameter = /^\{(\w+)\}$/.exec(text)?.[1];
    if (parameter !== undefined) return { parameter };
    if (/[{}]/.test(text))
      throw new Error(`The route "${route}" cannot be read: this host takes "{name}" only, and "{*name}" in the end.`);
    return { literal: text.toLowerCase() };
  });
}

function addLiteral(literals: Map<string, RouteMatch>, target: HttpFunction): void {
  const path = `/${splitPath(target.route).join("/").toLowerCase()}`;
  for (const method of target.methods) {
    const rival = literals.get(`${method} ${path}`)?.target.fn.name;
    if (rival !== undefined) throw new Error(`"${rival}" and "${target.fn.name}" both answer ${method} ${path}.`);
    literals.set(`${method} ${path}`, { target, params: {} });
  }
}

function matchPattern(patterns: readonly Pattern[], method: string, path: string): RouteMatch | null {
  const texts = withoutEndSlash(path).slice(1).split("/");
  for (const { target, segments } of patterns) {
    if (!target.methods.includes(method)) continue;
    const params = readParameters(segments, texts);
    if (params !== null) return { target, params };
  }
  return null;
}

function readParameters(segments: readonly Segment[], texts: readonly string[]): Record<string, string> | null {
  const takesRest = segments.some((segment) => "rest" in segment);
  if (takesRest ? texts.length < segments.length - 1 : texts.length !== segments.length) return null;
  const values: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = texts[index] ?? "";
    if ("rest" in segment) values[segment.rest] = decodePath(texts.slice(index).join("/"));
    else if ("parameter" in segment && text !== "") values[segment.parameter] = decodePath(text);
    else if (!("literal" in segment) || segment.literal !== text.toLowerCase()) return null;
  }
  return values;
}

/** Percent-decodes as the server in production does: `%2F` and text that cannot be decoded stay as they are. */
function decodePath(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return text
      .split(/(%2f)/i)
      .map((part) => (/^%2f$/i.test(part) ? part : decodeURIComponent(part)))
      .join("");
  } catch {
    return text;
  }
}

const splitPath = (path: string): readonly string[] => path.split("/").filter((text) => text !== "");
const withoutEndSlash = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

import type { RegisteredFunction } from "./registry.ts";
import { parseRouteTemplate, type RouteTemplate } from "./route-template.ts";

export type HttpFunction = {
  readonly fn: RegisteredFunction;
  /** The name of the trigger binding, under which the request is handed over. */
  readonly bindingName: string;
  /** With the route prefix, without a leading slash. */
  readonly route: string;
  /** Upper case. */
  readonly methods: readonly string[];
};

export type RouteMatch = { readonly target: HttpFunction; readonly params: Readonly<Record<string, string>> };

/** Finds the function for a method and a path (no query). A path that exists under other methods only is no match. */
export type HttpRoutes = (method: string, path: string) => RouteMatch | null;

type Pattern = { readonly template: RouteTemplate; readonly target: HttpFunction };

/** Throws when a route is malformed or two functions claim the same path. */
export function buildRoutes(functions: readonly HttpFunction[]): HttpRoutes {
  const literals = new Map<string, Map<string, RouteMatch>>();
  const patterns: Pattern[] = [];
  for (const target of functions) {
    const template = parseRouteTemplate(target.route);
    if (template.isStatic) addLiteral(literals, template.path, target);
    else patterns.push({ template, target });
  }
  patterns.sort((a, b) => compareText(a.template.precedence, b.template.precedence));

  return (method, path) =>
    literals.get(path)?.get(method) ??
    literals.get(withoutEndSlash(path.toLowerCase()))?.get(method) ??
    matchPattern(patterns, method, path);
}

function addLiteral(literals: Map<string, Map<string, RouteMatch>>, path: string, target: HttpFunction): void {
  const byMethod = literals.get(path) ?? new Map<string, RouteMatch>();
  literals.set(path, byMethod);
  for (const method of target.methods) {
    const rival = byMethod.get(method)?.target.fn.name;
    if (rival !== undefined) throw new Error(`"${rival}" and "${target.fn.name}" both answer ${method} ${path}.`);
    byMethod.set(method, { target, params: {} });
  }
}

function matchPattern(patterns: readonly Pattern[], method: string, path: string): RouteMatch | null {
  for (const { template, target } of patterns) {
    if (!target.methods.includes(method)) continue;
    const params = template.match(path);
    if (params !== null) return { target, params };
  }
  return null;
}

const withoutEndSlash = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

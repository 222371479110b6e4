import { parseConstraint } from "./route-constraints.ts";

/** A route as ASP.NET Core writes it: `v1/calls/{id:int}/{part?}`, `files/{*rest}`. Names compare without case. */
export type RouteTemplate = {
  /** True when there is no parameter: the whole path is `path`, in lower case. */
  readonly isStatic: boolean;
  readonly path: string;
  /** Sorts templates so that the more specific one is tried first: literal, constrained, free, catch-all per segment. */
  readonly precedence: string;
  /** The decoded parameters of a path that fits, else null. */
  match(path: string): Record<string, string> | null;
};

type Parameter = {
  readonly name: string;
  readonly isCatchAll: boolean;
  readonly isOptional: boolean;
  readonly fallback: string | undefined;
  readonly constraints: readonly ((value: string) => boolean)[];
};

/** Throws with the template's text when it is malformed. */
export function parseRouteTemplate(template: string): RouteTemplate {
  const text = template.replace(/^\/+|\/+$/g, "");
  try {
    const segments = text === "" ? [] : text.split("/").map(parseSegment);
    const parameters = segments.flatMap((segment) => segment.parameters);
    const pattern = new RegExp(`^${segments.map((segment) => segment.pattern).join("")}/?$`, "i");
    return {
      isStatic: parameters.length === 0,
      path: `/${text}`.toLowerCase(),
      precedence: segments.map((segment) => segment.rank).join(""),
      match: (path) => readParameters(pattern.exec(path), parameters),
    };
  } catch (cause) {
    throw new Error(`The route "${template}" cannot be read: ${String(cause)}`, { cause });
  }
}

type Segment = { readonly pattern: string; readonly rank: number; readonly parameters: readonly Parameter[] };

/** One path segment with the slash before it: a literal, a parameter, or a mixture such as `v{major}.{minor}`. */
function parseSegment(text: string): Segment {
  const pieces = text.split(/\{([^{}]*)\}/);
  const parameters = pieces.filter((_, index) => index % 2 === 1).map(parseParameter);
  const [only] = parameters;
  const isWholeSegment = pieces.length === 3 && pieces[0] === "" && pieces[2] === "";
  if (only !== undefined && isWholeSegment) {
    const rank = (only.isCatchAll ? 4 : 2) + (only.constraints.length > 0 ? 0 : 1);
    if (only.isCatchAll) return { pattern: "(?:/(.*))?", rank, parameters };
    const pattern = only.isOptional || only.fallback !== undefined ? "(?:/([^/]+))?" : "/([^/]+)";
    return { pattern, rank, parameters };
  }
  const pattern = pieces.map((piece, index) => (index % 2 === 1 ? "([^/]+?)" : escapeLiteral(piece))).join("");
  return { pattern: `/${pattern}`, rank: parameters.length > 0 ? 2 : 1, parameters };
}

function parseParameter(text: string): Parameter {
  const match = /^(\*{0,2})(\w+)((?::[^:=?]+)*)(\?|=.*)?$/.exec(text);
  if (match === null) throw new Error(`malformed parameter {${text}}`);
  const [, stars, name = "", constraints = "", ending = ""] = match;
  return {
    name,
    isCatchAll: stars !== "",
    isOptional: ending === "?",
    fallback: ending.startsWith("=") ? ending.slice(1) : undefined,
    constraints: constraints.split(":").slice(1).map(parseConstraint),
  };
}

function readParameters(
  match: RegExpExecArray | null,
  parameters: readonly Parameter[],
): Record<string, string> | null {
  if (match === null) return null;
  const values: Record<string, string> = {};
  for (const [index, { name, fallback, constraints }] of parameters.entries()) {
    const raw = match[index + 1];
    const value = raw === undefined || raw === "" ? fallback : decodePath(raw);
    if (value === undefined) continue;
    if (!constraints.every((accepts) => accepts(value))) return null;
    values[name] = value;
  }
  return values;
}

/** Percent-decodes as the server in production does: `%2F` stays as it is, and so does what cannot be decoded. */
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

function escapeLiteral(text: string): string {
  if (/[{}]/.test(text)) throw new Error("unbalanced braces");
  return text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
}

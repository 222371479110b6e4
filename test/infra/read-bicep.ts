import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

await Parser.init();
const parser = new Parser();
const { resolve } = createRequire(import.meta.url);
parser.setLanguage(await Language.load(readFileSync(resolve("tree-sitter-bicep/tree-sitter-bicep.wasm"))));

/** What an expression stands for is not worked out: it reads as its text after "= ". */
export type BicepValue = string | number | boolean | null | readonly BicepValue[] | BicepObject;
export type BicepObject = { readonly [key: string]: BicepValue };

export type Declaration = {
  readonly kind: "param" | "var" | "resource" | "module" | "output";
  readonly name: string;
  /** A resource's type with its version, a module's file. Null for the others. */
  readonly of: string | null;
  /** Null for a parameter without a default. Of a loop and of a condition the value that it makes. */
  readonly value: BicepValue;
  readonly isSecure: boolean;
  readonly node: Node;
};

export type BicepFile = {
  /** Where the text is no Bicep, as `line 3: text`. */
  readonly faults: readonly string[];
  readonly declarations: readonly Declaration[];
  readonly root: Node;
};

/** Reads by the grammar of tree-sitter-bicep, which is not Bicep's own compiler: it knows no types and no resource schemas. */
export function readBicep(text: string): BicepFile {
  const tree = parser.parse(text);
  if (tree === null) throw new Error("the parser was stopped");
  const root = tree.rootNode;
  const declarations = root.namedChildren.flatMap((node) => readDeclaration(node) ?? []);
  return { faults: faultsIn(root), declarations, root };
}

const kinds: Readonly<Record<string, Declaration["kind"]>> = {
  parameter_declaration: "param",
  variable_declaration: "var",
  resource_declaration: "resource",
  module_declaration: "module",
  output_declaration: "output",
};

function readDeclaration(node: Node): Declaration | null {
  const kind = kinds[node.type];
  const [name, second, ...rest] = node.namedChildren;
  if (kind === undefined || name === undefined) return null;
  const isNamed = kind === "resource" || kind === "module";
  const last = rest.at(-1) ?? (kind === "var" ? second : undefined);
  return {
    kind,
    name: name.text,
    of: isNamed && second !== undefined ? String(readValue(second)) : null,
    value: last === undefined ? null : readValue(last),
    isSecure: node.previousNamedSibling?.type === "decorators" && node.previousNamedSibling.text.includes("@secure()"),
    node,
  };
}

export function readValue(node: Node): BicepValue {
  switch (node.type) {
    case "object":
      return Object.fromEntries(node.namedChildren.filter(isProperty).map(readProperty));
    case "array":
      return node.namedChildren.filter(({ type }) => type !== "comment").map(readValue);
    case "string":
      return node.text.startsWith("'''") ? node.text.slice(3, -3).trim() : node.text.slice(1, -1);
    case "number":
      return Number(node.text);
    case "boolean":
      return node.text === "true";
    case "for_statement":
    case "if_statement":
      return node.lastNamedChild === null ? null : readValue(node.lastNamedChild);
    default:
      return `= ${node.text}`;
  }
}

const isProperty = ({ type }: Node): boolean => type === "object_property";

function readProperty({ firstNamedChild: key, lastNamedChild: value }: Node): [string, BicepValue] {
  if (key === null || value === null) throw new Error("a property without a name or value");
  return [key.type === "string" ? String(readValue(key)) : key.text, readValue(value)];
}

function faultsIn(node: Node): string[] {
  if (!node.hasError) return [];
  const own = node.isError || node.isMissing ? [`line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`] : [];
  return [...own, ...node.children.flatMap(faultsIn)];
}

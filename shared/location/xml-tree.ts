import { SaxesParser } from "saxes";

/** An element of XML. `local` is its name without a prefix; `text` is what stands directly in it. */
export type XmlElement = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

/** The namespaces that an element declares, by their prefixes (the default one by ""), within those around it. */
type Scope = { readonly declared: ReadonlyMap<string, string>; readonly around: Scope | null };

type Growing = Omit<XmlElement, "children" | "text"> & {
  readonly children: Growing[];
  readonly scope: Scope | null;
  text: string;
};

export const xmlBytesAtMost = 24 * 1024;
const depthAtMost = 40;
const elementsAtMost = 2_000;

/**
 * Parses a short XML document. Null where it is not well-formed, has a document type (and so entities of its own), or is larger
 * than 24 KiB, 40 levels or 2,000 elements. A prefix that is not declared makes a namespace of its own.
 */
export function parseXml(text: string): XmlElement | null {
  if (text.length > xmlBytesAtMost || Buffer.byteLength(text) > xmlBytesAtMost) return null;
  try {
    return parseWithin(text.trimStart());
  } catch {
    return null;
  }
}

/** Throws at the first fault. */
function parseWithin(text: string): XmlElement | null {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const open: Growing[] = [];
  let root: Growing | null = null;
  let count = 0;
  parser.on("doctype", () => refuse("a document type"));
  parser.on("opentag", ({ name, attributes }) => {
    count += 1;
    if (count > elementsAtMost || open.length >= depthAtMost) refuse("too many elements");
    const around = open.at(-1);
    const element = begin(name, attributes, around?.scope ?? null);
    root ??= element;
    around?.children.push(element);
    open.push(element);
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  return root;
}

function begin(name: string, attributes: XmlElement["attributes"], around: Scope | null): Growing {
  const { prefix, local } = splitName(name);
  const scope = scopeOf(attributes, around);
  return { local, uri: uriOf(prefix, scope), attributes, children: [], scope, text: "" };
}

/** The two parts of a name; `prefix` is empty where it has none. Throws where a colon stands at an end, or twice. */
function splitName(name: string): { readonly prefix: string; readonly local: string } {
  const colon = name.indexOf(":");
  if (colon < 0) return { prefix: "", local: name };
  if (colon === 0 || colon === name.length - 1 || name.includes(":", colon + 1)) refuse("a malformed name");
  return { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

/** Saxes can do this too, and takes longer (docs/decisions/2026-11-28-location.md). */
function scopeOf(attributes: XmlElement["attributes"], around: Scope | null): Scope | null {
  let declared: Map<string, string> | undefined;
  for (const name in attributes) {
    const { prefix, local } = splitName(name);
    if (prefix !== "xmlns" && name !== "xmlns") continue;
    const uri = attributes[name]?.trim() ?? "";
    if (prefix !== "" && uri === "") refuse("a prefix without a namespace");
    declared ??= new Map();
    declared.set(prefix === "" ? "" : local, uri);
  }
  return declared === undefined ? around : { declared, around };
}

function uriOf(prefix: string, scope: Scope | null): string {
  for (let within = scope; within !== null; within = within.around) {
    const uri = within.declared.get(prefix);
    if (uri !== undefined) return uri;
  }
  return `undeclared:${prefix}`;
}

function refuse(what: string): never {
  throw new Error(`the document has ${what}`);
}

/** The elements directly within one that have one of these names, in any namespace. */
export const childrenNamed = ({ children }: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  children.filter(({ local }) => names.includes(local));

/** The first element of that name directly within one. */
export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find(({ local }) => local === name);

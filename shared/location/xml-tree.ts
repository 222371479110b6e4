import { SaxesParser } from "saxes";

/** An element of XML. `local` is its name without a prefix; `text` is what stands directly in it. */
export type XmlElement = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: Readonly<Record<string, { readonly value: string }>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

type Growing = Omit<XmlElement, "children" | "text"> & { readonly children: Growing[]; text: string };

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
    return parseWithin(text.replace(/^[\uFEFF\s]+/, ""));
  } catch {
    return null;
  }
}

/** Throws at the first fault. */
function parseWithin(text: string): XmlElement | null {
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    resolvePrefix: (prefix: string) => `undeclared:${prefix}`,
  });
  const open: Growing[] = [];
  let root: Growing | null = null;
  let count = 0;
  parser.on("doctype", () => refuse("a document type"));
  parser.on("opentag", ({ local, uri, attributes }) => {
    const element: Growing = { local, uri, attributes, children: [], text: "" };
    count += 1;
    if (count > elementsAtMost || open.length >= depthAtMost) refuse("too many elements");
    root ??= element;
    open.at(-1)?.children.push(element);
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

function refuse(what: string): never {
  throw new Error(`the document has ${what}`);
}

/** The elements directly within one that have one of these names, in any namespace. */
export const childrenNamed = ({ children }: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  children.filter(({ local }) => names.includes(local));

/** The first element of that name directly within one. */
export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find(({ local }) => local === name);

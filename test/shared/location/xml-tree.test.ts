import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { childNamed, parseXml, type XmlElement } from "../../../shared/location/xml-tree.ts";

const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);

describe("XML", () => {
  it("is elements with local names, namespaces and the text directly in them", () => {
    const root = parseXml('<p:a xmlns:p="urn:x">one<p:b c="2">two</p:b><![CDATA[ & three]]></p:a>');
    expect(root).toMatchObject({ local: "a", uri: "urn:x", text: "one & three" });
    expect(root && childNamed(root, "b")).toMatchObject({ text: "two", attributes: { c: "2" } });
  });

  it.each([
    ["24 KiB", `<a>${"x".repeat(24 * 1024 - 7)}</a>`, `<a>${"x".repeat(24 * 1024 - 6)}</a>`],
    ["24 KiB in UTF-8", `<a>${"é".repeat(12 * 1024 - 4)}</a>`, `<a>${"é".repeat(12 * 1024 - 3)}</a>`],
    ["40 levels", nested(40), nested(41)],
    ["2,000 elements", `<r>${"<b/>".repeat(1_999)}</r>`, `<r>${"<b/>".repeat(2_000)}</r>`],
  ])("is read up to %s", (_, within, beyond) => {
    expect(parseXml(within)).not.toBeNull();
    expect(parseXml(beyond)).toBeNull();
  });
});

describe("a namespace", () => {
  it.each([
    ["is that of the prefix", '<p:a xmlns:p="urn:x"/>', "urn:x"],
    ["is the default one without a prefix", '<a xmlns="urn:x" xmlns:p="urn:y"/>', "urn:x"],
    ["has no blanks around it", '<p:a xmlns:p=" urn:x "/>', "urn:x"],
    ["is one of its own where the prefix is not declared", "<p:a/>", "undeclared:p"],
    ["is none where no default one is declared", "<a/>", "undeclared:"],
    ["may have a prefix that objects have as a member", '<__proto__:a xmlns:__proto__="urn:x"/>', "urn:x"],
    ["is not declared by an attribute whose name begins alike", '<p:a xmlnsp="urn:x"/>', "undeclared:p"],
  ])("%s", (_, text, uri) => {
    expect(parseXml(text)).toMatchObject({ local: "a", uri });
  });

  it.each(["a:b:c", ":a", "a:"])("makes a document with the name %s unreadable", (name) => {
    expect(parseXml(`<${name}/>`)).toBeNull();
    expect(parseXml(`<a ${name}="b"/>`)).toBeNull();
  });

  it("holds within the element that declares it, until it is declared anew", () => {
    const text = '<p:a xmlns:p="urn:x"><p:b xmlns:p="urn:y"><p:c/></p:b><p:d/></p:a>';
    expect(linesOf(parseXml(text))).toEqual(["a urn:x", "b urn:y", "c urn:y", "d urn:x"]);
  });

  it("is the one that saxes itself finds", () => {
    fc.assert(
      fc.property(elements(5), (text) => {
        expect(linesOf(parseXml(text))).toEqual(foundBySaxes(text));
      }),
    );
  });
});

const linesOf = (element: XmlElement | null): readonly string[] =>
  element === null ? [] : [`${element.local} ${element.uri}`, ...element.children.flatMap(linesOf)];

function foundBySaxes(text: string): readonly string[] {
  const found: string[] = [];
  let isMalformed = false;
  const parser = new SaxesParser({ xmlns: true, resolvePrefix: (prefix: string) => `undeclared:${prefix}` });
  parser.on("opentag", ({ local, uri }) => found.push(`${local} ${uri}`));
  parser.on("error", () => {
    isMalformed = true;
  });
  parser.write(text).close();
  return isMalformed ? [] : found;
}

const prefixes = fc.constantFrom("", "p", "q", "r");
const declarations = fc.dictionary(prefixes, fc.constantFrom("urn:x", "urn:y", ""), { maxKeys: 3 });

const declared = (namespaces: Readonly<Record<string, string>>): string =>
  Object.entries(namespaces)
    .map(([prefix, uri]) => ` xmlns${prefix === "" ? "" : `:${prefix}`}="${uri}"`)
    .join("");

/** Elements with and without prefixes, declared anywhere around them or nowhere. */
const elements: fc.Memo<string> = fc.memo((levels) =>
  fc
    .tuple(prefixes, declarations, levels <= 1 ? fc.constant([]) : fc.array(elements(levels - 1), { maxLength: 3 }))
    .map(([prefix, namespaces, children]): string => {
      const name = prefix === "" ? "a" : `${prefix}:a`;
      return `<${name}${declared(namespaces)}>${children.join("")}</${name}>`;
    }),
);

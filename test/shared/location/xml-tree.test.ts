import { describe, expect, it } from "vitest";
import { childNamed, parseXml } from "../../../shared/location/xml-tree.ts";

const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);

describe("XML", () => {
  it("is elements with local names, namespaces and the text directly in them", () => {
    const root = parseXml('<p:a xmlns:p="urn:x">one<p:b c="2">two</p:b><![CDATA[ & three]]></p:a>');
    expect(root).toMatchObject({ local: "a", uri: "urn:x", text: "one & three" });
    expect(root && childNamed(root, "b")).toMatchObject({ text: "two", attributes: { c: { value: "2" } } });
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

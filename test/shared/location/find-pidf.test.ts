import { describe, expect, it } from "vitest";
import { findPidf } from "../../../shared/location/find-pidf.ts";
import { multipart, type Part, pidfPart, sdpPart } from "../../support/location/pidf.ts";

const boundary = "next-content";
const typed = `multipart/mixed;boundary=${boundary}`;
const two = multipart(boundary, [sdpPart, pidfPart("<first/>", "one@host"), pidfPart("<second/>", "two@host")]);

/** The body with one part of a PIDF-LO. */
const withPart = (part: Part): string => multipart(boundary, [part, sdpPart]);
const found = (body: string | null, contentType: string | null, ...geolocation: readonly string[]) =>
  findPidf({ body, contentType, geolocation });
/** The document to try first. */
const pidfIn = (...[body, contentType, ...geolocation]: Parameters<typeof found>): string | null => {
  const { named, beside } = found(body, contentType, ...geolocation);
  return [...named, ...beside][0]?.trim() ?? null;
};

describe("the PIDF-LO of an INVITE", () => {
  it.each<[string, readonly string[]]>([
    ["<first/>", ["<cid:one@host>"]],
    ["<first/>", ['<CID:one%40host>;inserted-by="sip:ap@host"']],
    ["<first/>", ["cid:one@host"]],
    ["<second/>", ["<https://lis.example/1>, <cid:two@host>"]],
    ["<second/>", ["<cid:three@host>", "<cid:two@host>"]],
    ["<second/>", ['<cid:sip:one@host>;inserted-by="sip:one@host"']],
    ["<second/>", []],
    ["<second/>", ["<cid:>", "%%%", "<cid:%zz>"]],
    ["<second/>", ["https://lis.example/1,2, cid:two@host"]],
    ["<first/>", ["cid:one@host,cid:two@host"]],
    ["<first/>", ["<https://lis.example/1>, cid:one@host"]],
    ["<first/>", ["<cid:ONE@Host>"]],
    ["<first/>", ["<cid:one@host;x=y>"]],
    ["<second/>", ['<https://lis.example/1>;inserted-by="<cid:one@host>"']],
    ["<second/>", ["https://lis.example/q?x=1,cid:one@host"]],
  ])("is %s by %j", (text, geolocation) => {
    expect(pidfIn(two, typed, ...geolocation)).toBe(text);
  });

  it("is named by the first twenty URIs alone", () => {
    const lost = (count: number) => Array.from({ length: count }, () => "<cid:%>");
    const named = (...uris: readonly string[]) => pidfIn(two, typed, ...uris);
    expect(named([...lost(19), "<cid:one@host>"].join(", "))).toBe("<first/>");
    expect(named([...lost(20), "<cid:one@host>"].join(", "))).toBe("<second/>");
    expect(named(...lost(20), "<cid:one@host>")).toBe("<second/>");
    expect(named([...lost(20).map(() => "cid:%"), "cid:one@host"].join(", "))).toBe("<second/>");
  });

  it.each<[string, string, string | null]>([
    ["a quoted boundary", two, `Multipart/Mixed; charset=utf-8; Boundary="${boundary}"`],
    ["a boundary that is not named", two, "multipart/mixed"],
    ["no type", two, null],
    ["line feeds alone", two.replaceAll("\r\n", "\n"), typed],
    ["no end", two.replace(`--${boundary}--`, ""), typed],
    ["a preamble", `This is a multipart message.\r\n${two}`, typed],
    ["a boundary with the hyphens of its delimiter", two, `multipart/mixed; boundary=--${boundary}`],
    ["blanks behind the delimiters", two.replaceAll(`--${boundary}\r\n`, `--${boundary}  \r\n`), typed],
  ])("is found in a body with %s", (_, body, contentType) => {
    expect(pidfIn(body, contentType, "<cid:one@host>")).toBe("<first/>");
  });

  it.each<[string, Part]>([
    [
      "with a comment",
      { headers: ["Content-Type: application/pidf+xml", "Content-ID: < it@host > (it)"], text: "<it/>" },
    ],
    ["in capitals", { headers: ["CONTENT-TYPE: APPLICATION/PIDF+XML", "CONTENT-ID: <it@host>"], text: "<it/>" }],
    ["without brackets", { headers: ["Content-Type: application/pidf+xml", "Content-ID: it@host"], text: "<it/>" }],
    [
      "folded, with parameters",
      {
        headers: ['Content-Type: application/pidf+xml;\r\n charset="utf-8"', "Content-ID:\r\n\t<it@host>"],
        text: "<it/>",
      },
    ],
    [
      "in base64",
      {
        headers: ["Content-Type: application/pidf+xml", "Content-Transfer-Encoding: BASE64"],
        text: Buffer.from("<it/>").toString("base64"),
      },
    ],
    [
      "quoted-printable",
      {
        headers: ["Content-Type: application/pidf+xml", "Content-Transfer-Encoding: quoted-printable"],
        text: "<=69=\r\nt/>",
      },
    ],
    ["as 8bit", { headers: ["Content-Type: application/pidf+xml", "Content-Transfer-Encoding: 8bit"], text: "<it/>" }],
    [
      "in a part of parts",
      {
        headers: ["Content-Type: multipart/alternative; boundary=in"],
        text: withPart(pidfPart("<it/>")).replaceAll(boundary, "in"),
      },
    ],
  ])("is read from a part %s", (_, part) => {
    expect(pidfIn(withPart(part), typed, "<cid:it@host>")).toBe("<it/>");
  });

  it("keeps letters of other scripts in every encoding", () => {
    const text = "<A3>Zürich 東京</A3>";
    const quoted = [...Buffer.from(text)]
      .map((byte) => `=${byte.toString(16).padStart(2, "0").toUpperCase()}`)
      .join("");
    const encodings: readonly (readonly [string, string])[] = [
      ["8bit", text],
      [
        "base64",
        Buffer.from(text)
          .toString("base64")
          .replace(/(.{20})/g, "$1\r\n"),
      ],
      ["quoted-printable", quoted],
      ["quoted-printable", text],
    ];
    for (const [encoding, encoded] of encodings) {
      const headers = ["Content-Type: application/pidf+xml", `Content-Transfer-Encoding: ${encoding}`];
      expect(pidfIn(withPart({ headers, text: encoded }), typed), encoding).toBe(text);
    }
  });

  it.each<[string, string | null]>([
    ["another boundary", "multipart/mixed; boundary=other"],
    ["a boundary that begins as that of the body", "multipart/mixed; boundary=next"],
    ["an empty boundary", 'multipart/mixed; boundary=""'],
    ["a quote that does not end", `multipart/mixed; boundary="${boundary}`],
    ["the type of one part", "application/sdp"],
    ["the type of the other part", "application/pidf+xml"],
    ["a type that is none", "foo"],
    ["the word of a proxy for nothing", "<null>"],
    ["blanks", "  "],
  ])("is found in a body of parts under %s", (_, contentType) => {
    for (const body of [two, `A preamble.\r\n-- of two lines\r\n${two}`]) {
      expect(pidfIn(body, contentType, "<cid:one@host>")).toBe("<first/>");
      expect(pidfIn(body, contentType)).toBe("<second/>");
    }
  });

  it.each([
    "",
    " ",
    "<null>",
    "null",
    "foo",
    "application/xml",
    "text/xml",
    "application/sdp",
    "multipart/mixed;boundary=x",
  ])("is known by its outermost element, whatever the type says: %j", (contentType) => {
    for (const text of ["<presence/>", '<?xml version="1.0"?>\n<p:presence xmlns:p="x"></p:presence>'])
      expect(pidfIn(text, contentType)).toBe(text);
  });

  it("is known by its outermost element also in a part of another type", () => {
    const part: Part = { headers: ["Content-Type: application/xml"], text: "<presence/>" };
    expect(pidfIn(withPart(part), typed)).toBe("<presence/>");
  });

  it("may be one of several: those that are named first, in the header's order, then the others, the last first", () => {
    const four = multipart(boundary, [
      pidfPart("<a/>", "a@host"),
      pidfPart("<b/>", "b@host"),
      pidfPart("<c/>", "c@host"),
      { headers: ["Content-Type: application/sdp", "Content-ID: <sdp@host>"], text: sdpPart.text },
    ]);
    const trimmed = (texts: readonly string[]) => texts.map((text) => text.trim().slice(0, 4));
    const { named, beside } = found(four, typed, "<cid:sdp@host>, <cid:b@host>", "<cid:b@host>");
    expect([trimmed(named), trimmed(beside)]).toEqual([
      ["v=0\n", "<b/>"],
      ["<c/>", "<a/>"],
    ]);
  });

  it("may be the whole body", () => {
    expect(pidfIn("<it/>", "application/pidf+xml;charset=utf-8")).toBe("<it/>");
    expect(pidfIn("<it/>", null)).toBe("<it/>");
  });

  it("is not there in the body of any other call", () => {
    expect(found("v=0\r\n", "application/sdp")).toEqual({
      named: [],
      geoUris: [],
      beside: [],
      isReferred: false,
      isLost: false,
    });
  });

  it.each<[object, readonly string[]]>([
    [{ isReferred: true, isLost: false }, ["<https://lis.example/1>"]],
    [{ isReferred: true, isLost: false }, ["<sips:3sdefrhy2jj7@lis.example>"]],
    [{ isReferred: true, isLost: false }, ["http://lis.example/1"]],
    [{ isReferred: false, isLost: true }, ["<cid:gone@host>"]],
    [{ isReferred: true, isLost: true }, ["<cid:gone@host>, <https://lis.example/1>"]],
    [{ isReferred: false, isLost: false }, ["", " "]],
    [{ isReferred: false, isLost: true }, ["", "yes"]],
  ])("is %j with %j", (state, geolocation) => {
    expect(found(withPart(sdpPart), typed, ...geolocation)).toEqual({ named: [], geoUris: [], beside: [], ...state });
  });

  it("ends after forty parts and four levels", () => {
    const many = multipart(boundary, [...Array.from({ length: 60 }, () => sdpPart), pidfPart("<it/>")]);
    expect(pidfIn(many, typed)).toBeNull();
    const deep = ["a", "b", "c", "d", "e"].reduce(
      (text, name) => multipart(name, [{ headers: [`Content-Type: multipart/mixed; boundary=${name}x`], text }]),
      "",
    );
    expect(pidfIn(deep, "multipart/mixed; boundary=e")).toBeNull();
  });
});

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
  ])("is %s by %j", (text, geolocation) => {
    expect(found(two, typed, ...geolocation).pidf?.trim()).toBe(text);
  });

  it("is named by the first twenty URIs alone", () => {
    const lost = (count: number) => Array.from({ length: count }, () => "<cid:%>");
    const named = (...uris: readonly string[]) => found(two, typed, ...uris).pidf?.trim();
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
    expect(found(body, contentType, "<cid:one@host>").pidf?.trim()).toBe("<first/>");
  });

  it.each<[string, Part]>([
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
    expect(found(withPart(part), typed, "<cid:it@host>").pidf?.trim()).toBe("<it/>");
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
      expect(found(withPart({ headers, text: encoded }), typed).pidf?.trim(), encoding).toBe(text);
    }
  });

  it("may be the whole body", () => {
    expect(found("<it/>", "application/pidf+xml;charset=utf-8").pidf).toBe("<it/>");
    expect(found("<it/>", null).pidf).toBe("<it/>");
  });

  it("is not there in the body of any other call", () => {
    expect(found("v=0\r\n", "application/sdp")).toEqual({ pidf: null, isReferred: false, isLost: false });
  });

  it.each<[object, readonly string[]]>([
    [{ isReferred: true, isLost: false }, ["<https://lis.example/1>"]],
    [{ isReferred: true, isLost: false }, ["<sips:3sdefrhy2jj7@lis.example>"]],
    [{ isReferred: true, isLost: false }, ["http://lis.example/1"]],
    [{ isReferred: false, isLost: true }, ["<cid:gone@host>"]],
    [{ isReferred: false, isLost: false }, ["", "yes"]],
  ])("is %j with %j", (state, geolocation) => {
    expect(found(withPart(sdpPart), typed, ...geolocation)).toEqual({ pidf: null, ...state });
  });

  it("ends after forty parts and four levels", () => {
    const many = multipart(boundary, [...Array.from({ length: 60 }, () => sdpPart), pidfPart("<it/>")]);
    expect(found(many, typed).pidf).toBeNull();
    const deep = ["a", "b", "c", "d", "e"].reduce(
      (text, name) => multipart(name, [{ headers: [`Content-Type: multipart/mixed; boundary=${name}x`], text }]),
      "",
    );
    expect(found(deep, "multipart/mixed; boundary=e").pidf).toBeNull();
  });
});

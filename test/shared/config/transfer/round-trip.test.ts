import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { itemKinds, type KindDefinition, kinds } from "../../../../shared/config/item-kinds.ts";
import { columnsOf } from "../../../../shared/config/transfer/csv-columns.ts";
import { type ExportOptions, exportDocument, memberOf } from "../../../../shared/config/transfer/export-document.ts";
import { parseImport } from "../../../../shared/config/transfer/parse-import.ts";
import { replaceLists } from "../../../../shared/config/transfer/replace-lists.ts";
import { defuseCell, restoreCell } from "../../../../shared/defuse-cell.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";

/** Texts in which what has a meaning in CSV stands close together. */
const awkward = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      "=",
      "+",
      "-",
      "@",
      "\t",
      "\r",
      "\n",
      " ",
      ",",
      ";",
      "\ufeff",
      "\u00a0",
      "＝",
      "⁺",
      "−",
      "\0",
      "\u200b",
      "\u2028",
      "|",
      "é",
      "a",
      "1E5",
    ),
    {
      maxLength: 8,
    },
  )
  .map((characters) => characters.join(""));

const awkwardDocument = fc
  .tuple(arbitraryDocument, fc.array(awkward, { minLength: 1, maxLength: 8 }))
  .map(([document, texts]) => ({
    ...document,
    numbers: document.numbers.map((number, i) => ({
      ...number,
      note: texts[i % texts.length] ?? "",
      source: texts[(i + 1) % texts.length] ?? "",
    })),
  }));

const encode = (text: string) => new TextEncoder().encode(text);

const exported = async (document: ConfigDocument, options: ExportOptions): Promise<Buffer> =>
  Buffer.concat(await exportDocument(document, options));

describe("what was exported", () => {
  it.each(kinds)("comes back whole as CSV of kind %s", async (kind) => {
    await fc.assert(
      fc.asyncProperty(awkwardDocument, async (document) => {
        const parsed = await parseImport(await exported(document, { format: "csv", kind }), {
          format: "csv",
          kind,
        });
        if (parsed.outcome === "faulty") throw new Error(JSON.stringify(parsed.faults));
        expect(Object.keys(parsed.value.lists)).toEqual([memberOf(kind)]);
        expect(await documentHash({ ...document, ...parsed.value.lists })).toBe(await documentHash(document));
      }),
      { numRuns: kind === "number" ? 300 : 60 },
    );
  });

  it("comes back whole as JSON, the document or one list of it", async () => {
    await fc.assert(
      fc.asyncProperty(
        awkwardDocument,
        fc.option(fc.constantFrom(...kinds), { nil: undefined }),
        async (document, kind) => {
          const options = { format: "json", kind } as const;
          const text = String(await exported(document, options));
          const parsed = await parseImport(encode(text), options);
          if (parsed.outcome === "faulty") throw new Error(JSON.stringify(parsed.faults));
          expect(Object.keys(parsed.value.lists)).toHaveLength(kind === undefined ? kinds.length : 1);
          const { document: replaced } = await replaceLists(document, parsed.value);
          expect(await documentHash(replaced)).toBe(await documentHash(document));
          if (kind === undefined) expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
        },
      ),
    );
  });

  it("comes back whole after a spreadsheet that writes semicolons, other line ends and the columns in another order", async () => {
    await fc.assert(
      fc.asyncProperty(
        awkwardDocument,
        fc.constantFrom(";", "\t"),
        fc.constantFrom("\n", "\r\n", "\r"),
        async (document, delimiter, end) => {
          const columns = [...columnsOf("number")].reverse();
          const quoted = (cells: readonly string[]) =>
            cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter);
          const lines = document.numbers.map((number) =>
            quoted(columns.map(({ name, write }) => write(Reflect.get(number, name)))),
          );
          const text = [quoted(columns.map(({ name }) => ` ${name.toUpperCase()} `)), "", ...lines].join(end);
          const parsed = await parseImport(encode(text), { format: "csv", kind: "number" });
          if (parsed.outcome === "faulty") throw new Error(JSON.stringify(parsed.faults));
          expect(parsed.value.lists).toEqual({ numbers: document.numbers });
        },
      ),
    );
  });
});

/** Every character that Unicode takes for one of those that begin a formula. */
const compatible = Array.from({ length: 0x11_0000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /^[=+\-@−]/.test(character.normalize("NFKC")));

describe("an export", () => {
  it("runs no form of a formula's first character that Unicode has", () => {
    expect(compatible.length).toBeGreaterThan(15);
    expect(compatible.filter((character) => defuseCell(`${character}1`) === `${character}1`)).toEqual([]);
  });

  it("has no cell that a spreadsheet would run", async () => {
    await fc.assert(
      fc.property(fc.oneof(awkward, fc.string({ unit: "binary" })), (text) => {
        expect(defuseCell(text)).not.toMatch(/^[\p{C}\p{Z},;|]*[=+\-@−]/u);
        expect(defuseCell(text)).not.toMatch(/^[\t\r\n]/);
        expect(defuseCell(text).normalize("NFKC")).not.toMatch(/^[=+\-@−]/);
        expect(restoreCell(defuseCell(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["\0=1+1", "'\0=1+1"],
    ["\0", "\0"],
    [" =1+1", "' =1+1"],
    [" a=1", " a=1"],
    ["\u00a0\u200b\ufeff@SUM(A1)", "'\u00a0\u200b\ufeff@SUM(A1)"],
    ["\u2028-1", "'\u2028-1"],
    [",=1+1", "',=1+1"],
    [";=1+1", "';=1+1"],
    ["|+1", "'|+1"],
    ["﹦1+1", "'﹦1+1"],
    ["⁼1+1", "'⁼1+1"],
    ["₊1", "'₊1"],
    ["﹣1", "'﹣1"],
    ["−1", "'−1"],
    ["﹫SUM(A1)", "'﹫SUM(A1)"],
    ["' ＝1+1", "'' ＝1+1"],
    ["'", "'"],
    ["'tis", "'tis"],
    ["''", "''"],
    ["a=1", "a=1"],
    ["", ""],
  ])("writes %j as %j", (text, cell) => {
    expect(defuseCell(text)).toBe(cell);
  });

  it("has a line for each item, in the order of their keys", async () => {
    const number = { territory: "GB", shortCode: "999", class: "emergency", services: ["police", "fire"] };
    const document = documentSchema.parse({
      numbers: [
        { ...number, note: '=HYPERLINK("x")' },
        { ...number, shortCode: "112", validFrom: "2026-01-01T00:00:00.000Z" },
      ],
    });
    expect(String(await exported(document, { format: "csv", kind: "number" })).split("\r\n")).toEqual([
      "\ufefftenant,territory,shortCode,class,services,conversion,routeSet,validFrom,validUntil,source,verifiedOn,note",
      "*,GB,112,emergency,police fire,,,2026-01-01T00:00:00.000Z,,,,",
      `*,GB,999,emergency,police fire,,,,,,,"'=HYPERLINK(""x"")"`,
      "",
    ]);
  });

  it("writes what is deeper than a list of words as JSON", async () => {
    const document = documentSchema.parse({
      routeSets: [{ name: "a", routes: [{ name: "b", host: "b.example" }], retryOn: [408, 503] }],
      ingresses: [{ name: "zoom", spellings: ["tel", "sip"], internationalPrefixes: [] }],
    });
    expect(String(await exported(document, { format: "csv", kind: "route-set" }))).toBe(
      '\ufeffname,routes,retryOn\r\na,"[{""name"":""b"",""host"":""b.example"",""scheme"":""sip"",""userPhone"":true,""timeoutMs"":4000,""headers"":{}}]",408 503\r\n',
    );
    expect(String(await exported(document, { format: "csv", kind: "ingress" })).split("\r\n")[1]).toBe(
      "zoom,tel sip,[],,,,true,false,false",
    );
  });
});

it.each(kinds)("no column of kind %s has two values that leave its cell empty", (kind) => {
  const { schema }: KindDefinition = itemKinds[kind];
  for (const { name, write } of columnsOf(kind)) {
    const type = schema.shape[name];
    const valid = [null, "", []].filter((value) => Reflect.get(Object(type), "safeParse").call(type, value).success);
    expect(valid.filter((value) => write(value) === "").length, name).toBeLessThan(2);
  }
});

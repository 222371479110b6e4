import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ItemKind } from "../../../../shared/config/item-kinds.ts";
import { splitLines } from "../../../../shared/config/transfer/csv-lines.ts";
import { parseImport } from "../../../../shared/config/transfer/parse-import.ts";

const parse = (text: string | Uint8Array, kind: ItemKind = "number") =>
  parseImport(typeof text === "string" ? new TextEncoder().encode(text) : text, { format: "csv", kind });

/** The faults as `path: message`, or what was read. */
async function outcome(text: string | Uint8Array, kind?: ItemKind): Promise<unknown> {
  const parsed = await parse(text, kind);
  return parsed.outcome === "faulty"
    ? parsed.faults.map(({ path, message }) => `${path}: ${message}`)
    : parsed.value.lists;
}

const paths = async (text: string | Uint8Array, kind?: ItemKind): Promise<readonly string[]> => {
  const parsed = await parse(text, kind);
  return parsed.outcome === "faulty" ? parsed.faults.map(({ path }) => path) : [];
};

const header = "territory,shortCode,class";

it("a file whose line ends were taken out is told how to keep them", async () => {
  expect(await outcome(`${header}GB,999,emergency`)).toEqual([
    expect.stringMatching(
      /^line 1: the header is wrong .+; the whole file is one line: curl keeps its lines with --data-binary$/,
    ),
  ]);
  expect(await outcome("colour\nred\n")).toEqual([expect.not.stringContaining("--data-binary")]);
});

describe("CSV as people have it", () => {
  it.each([
    ["plain lines", "territory,shortCode,class\nGB,999,emergency\nGB,112,emergency\n"],
    ["other names of the territory", "territory,shortCode,class\nuk,999,emergency\nUK,112,emergency\n"],
    ["no end of the last line", "territory,shortCode,class\nGB,999,emergency\nGB,112,emergency"],
    ["a byte order mark and CRLF", "\ufeffterritory,shortCode,class\r\nGB,999,emergency\r\nGB,112,emergency\r\n"],
    ["mixed line ends", "territory,shortCode,class\r\nGB,999,emergency\nGB,112,emergency\r"],
    ["semicolons", "territory;shortCode;class\r\nGB;999;emergency\r\nGB;112;emergency\r\n"],
    ["tabs", "territory\tshortCode\tclass\nGB\t999\temergency\nGB\t112\temergency\n"],
    ["a first line sep=;", "sep=;\r\nterritory;shortCode;class\r\nGB;999;emergency\r\nGB;112;emergency\r\n"],
    [
      "a first line SEP=, in quotes",
      '\ufeff"SEP=,"\r\nterritory,shortCode,class\r\nGB,999,emergency\r\nGB,112,emergency\r\n',
    ],
    ["columns in another order", "class,shortCode,territory\nemergency,999,GB\nemergency,112,GB\n"],
    ["a header in other letters, with spaces", " TERRITORY , Shortcode ,class\nGB,999,emergency\nGB,112,emergency\n"],
    ["spaces around values", "territory,shortCode,class\n GB , 999,emergency \nGB,112\u00a0,emergency\n"],
    ["everything in quotes", '\ufeff"territory","shortCode","class"\n"GB","999","emergency"\n"GB","112","emergency"\n'],
    ["blank lines", "\n\nterritory,shortCode,class\n\nGB,999,emergency\n  \n,,\nGB,112,emergency\n,,,,\n"],
    ["delimiters after the last cell", "territory,shortCode,class,,\nGB,999,emergency,,\nGB,112,emergency,,,,\n"],
    [
      "empty cells of optional columns",
      "tenant,territory,shortCode,class,note,services\n,GB,999,emergency,,\n,GB,112,emergency,,\n",
    ],
  ])("is read with %s", async (_, text) => {
    expect(await outcome(text)).toMatchObject({
      numbers: [
        { tenant: "*", territory: "GB", shortCode: "999", class: "emergency", services: [], validFrom: null, note: "" },
        { territory: "GB", shortCode: "112" },
      ],
    });
  });

  it("has the origin of each item, by the line on which it begins", async () => {
    const text = `${header},note\r\n\r\nGB,999,emergency,"two\r\nlines ""and""\nmore"\r\n\r\nGB,112,emergency,\r\n`;
    const parsed = await parse(text);
    expect(parsed.outcome === "valid" && [...parsed.value.origins.values()]).toEqual(["line 3", "line 7"]);
    expect(parsed).toMatchObject({ value: { lists: { numbers: [{ note: 'two\r\nlines "and"\nmore' }, {}] } } });
  });

  it.each(["\r\n", "\n", "\r"])("has the same lines wherever it is cut into pieces, with %j at their ends", (end) => {
    const line = `GB,112,"\u00e9\u20ac\u{1f600}"${end}`;
    const lines = Array.from({ length: 8_000 }, () => line);
    for (let shift = 0; shift < Buffer.byteLength(line); shift++) {
      const first = `${"x".repeat(shift)}${end}`;
      const read = [...splitLines(Buffer.from(first + lines.join("")))];
      expect(read.every(({ text }, i) => text === (i === 0 ? first : line))).toBe(true);
      expect(read.at(-1)?.line).toBe(8_001);
    }
  });

  it("takes true and false in any letters, and defaults where a column is missing", async () => {
    expect(
      await outcome("name,spellings,trustTerritory\na,tel sip,FALSE\nb,tel,True\nc,tel,\n", "ingress"),
    ).toMatchObject({
      ingresses: [
        { name: "a", spellings: ["tel", "sip"], trustTerritory: false, internationalPrefixes: ["00", "011"] },
        { trustTerritory: true },
        { trustTerritory: true },
      ],
    });
  });

  it("keeps an empty list of prefixes empty, and zeros at the beginning of one", async () => {
    expect(await outcome("name,spellings,internationalPrefixes\na,tel,\nb,tel,00  011\n", "ingress")).toMatchObject({
      ingresses: [{ internationalPrefixes: [] }, { internationalPrefixes: ["00", "011"] }],
    });
  });

  it("takes a header alone for an empty list", async () => {
    expect(await outcome(`${header}\n`)).toEqual({ numbers: [] });
    expect(await outcome(`${header}`)).toEqual({ numbers: [] });
  });

  it("takes one line of defaults", async () => {
    const head = "contingencyRouteSet,unprovisioned,conversion\n";
    expect(await outcome(`${head},ordinary,short-code\n`, "defaults")).toEqual({
      defaults: {
        contingencyRouteSet: null,
        unprovisioned: "ordinary",
        conversion: "short-code",
        universalNumbers: [],
        appendContingency: true,
      },
    });
    expect(await outcome(head, "defaults")).toEqual([": there must be one line of defaults, not 0"]);
    expect(await outcome(`${head},,\na,emergency,b\nc,emergency,d\n`, "defaults")).toEqual([
      ": there must be one line of defaults, not 2",
    ]);
  });
});

describe("faulty CSV", () => {
  it.each<[string, string | Uint8Array, readonly string[]]>([
    ["nothing at all", "", ["line 1"]],
    ["blank lines alone", "\n \n", ["line 1"]],
    ["an unknown column", `${header},colour\nGB,999,emergency,red\n`, ["line 1"]],
    ["no header", "GB,999,emergency\nGB,112,emergency\n", ["line 1"]],
    ["a column twice", `${header},CLASS\nGB,999,emergency,test\n`, ["line 1"]],
    ["a column without a name", "territory,,shortCode,class\nGB,,999,emergency\n", ["line 1"]],
    ["a needed column missing, told once", "territory,class\nGB,emergency\nGB,nonsense\n", ["line 1"]],
    ["lines too short and too long", `${header}\nGB,999\nGB,112,emergency\nGB,112,emergency,x\n`, ["line 2", "line 4"]],
    ["a number as a spreadsheet shortens it", `${header}\nGB,1.12E+02,emergency\n`, ["line 2.shortCode"]],
    ["a key twice", `${header}\nGB,999,emergency\nIE,999,emergency\nGB,999,test\n`, ["line 4"]],
    ["Latin-1", Buffer.from(`${header},note\nGB,999,emergency,ok\nGB,112,emergency,caf\u00e9\n`, "latin1"), ["line 3"]],
    ["UTF-16", Buffer.from(`\ufeff${header}\n`, "utf16le"), ["line 1"]],
    [
      "dates as a spreadsheet writes them",
      `${header},verifiedOn,validFrom\nGB,999,emergency,01/03/2026,2026-03-01\n`,
      ["line 2.validFrom", "line 2.verifiedOn"],
    ],
    ["an empty cell that must be filled", `${header}\nGB,,emergency\n`, ["line 2.shortCode"]],
    [
      "several faults of one line",
      `${header},services\ng,9,nonsense,police-fire\n`,
      ["line 2.territory", "line 2.shortCode", "line 2.class", "line 2.services[0]"],
    ],
  ])("is refused with %s", async (_, text, expected) => {
    expect(await paths(text)).toEqual(expected);
  });

  it("is told in words", async () => {
    const text = `${header}\nGB,,emergency\nGB,1.12E+02,emergency\nGB,999,emergency\nGB,999,emergency\nGB,112\n`;
    expect(await outcome(text)).toEqual([
      "line 2.shortCode: is missing",
      "line 3.shortCode: must be 2 to 8 digits; 1.12E+02 is a spreadsheet's short form of a number: give the column the format text",
      "line 5: has the same tenant, territory, shortCode and validFrom as line 4",
      "line 6: has 2 cells where the header has 3",
    ]);
    expect(await outcome(Buffer.from([0xe9]))).toEqual(["line 1: is not UTF-8; save the file as CSV UTF-8"]);
    expect(await outcome("name\na\nA\na\n", "tenant")).toEqual(["line 4: has the same name as line 2"]);
  });

  it("of other kinds names the place within a cell", async () => {
    const steps = '"[{""do"":""strip""}]"';
    expect(await paths(`name,steps,examples\na,${steps},{\nb,5,[]\n`, "conversion")).toEqual([
      "line 2.examples",
      "line 2.steps[0].prefix",
      "line 3.steps",
      "line 3.examples",
    ]);
    expect(
      await outcome("name,keys,version\na,locationKey,1E+02\nb,locationKey,1.5\nc,locationKey,0x1\n", "lookup-table"),
    ).toEqual([
      "line 2.version: must be a whole number; 1E+02 is a spreadsheet's short form of a number: give the column the format text",
      'line 3.version: must be a whole number; found "1.5"',
      'line 4.version: must be a whole number; found "0x1"',
    ]);
    expect(await outcome("name,spellings,trustTerritory\na,tel,1\nb,tel,WAHR\n", "ingress")).toEqual([
      'line 2.trustTerritory: must be true or false; found "1"',
      'line 3.trustTerritory: must be true or false; found "WAHR"',
    ]);
    expect(await paths("name,routes,retryOn\na,[],408 x\n", "route-set")).toEqual(["line 2.retryOn", "line 2.routes"]);
  });

  it.each([
    ["after a closing quote", 'GB,999,emergency,"a" b'],
    ["within a cell", 'GB,999,emergency,6"7'],
    ["that is never closed", 'GB,999,emergency,"a'],
  ])("with a quote %s is read again from the next line on", async (_, line) => {
    const text = `${header},note\nGB,111,emergency,\n${line}\nGB,9,emergency,"b,c"\nGB,112,emergency,"d\n"\nGB,1,emergency,\n`;
    expect(await paths(text)).toEqual(["line 3", "line 4.shortCode", "line 7.shortCode"]);
  });

  it("with a fault in the last of 10,000 lines has that one fault", async () => {
    const lines = Array.from({ length: 9_999 }, (_, i) => `GB,${String(i).padStart(5, "0")},emergency`);
    expect(await paths([header, ...lines, "GB,999x,emergency"].join("\n"))).toEqual(["line 10001.shortCode"]);
  });

  it("has one fault for each cause, with where it was met", async () => {
    const lines = Array.from({ length: 30_000 }, () => "GB,x,emergency");
    expect(await outcome([header, ...lines].join("\r\n"))).toEqual([
      'line 2.shortCode: must be 2 to 8 digits; found "x"; the same in line 3, line 4, line 5, line 6, line 7 and 29994 more',
    ]);
    expect(await outcome(`${header}\nGB,x,emergency\nGB,y,emergency\nGB,x,test\n`)).toEqual([
      'line 2.shortCode: must be 2 to 8 digits; found "x"; the same in line 4',
      'line 3.shortCode: must be 2 to 8 digits; found "y"',
    ]);
  });

  it("has every cause of many up to 1,000, and counts the others", async () => {
    const file = (count: number) =>
      [header, ...Array.from({ length: count }, (_, i) => `GB,x${i},emergency`)].join("\n");
    expect(await paths(file(1_000))).toHaveLength(1_000);
    const all = await outcome(file(30_000));
    expect(all).toHaveLength(1_001);
    expect(all).toContain(": and 29000 more");
  });

  it.each<[string, string, ItemKind, string]>([
    [
      "the line of another file",
      "GB,999,emergency\n".repeat(20_000),
      "number",
      "line 1: the header is wrong (missing: territory, shortCode, class; not known: GB, 999, emergency): expected " +
        "territory, shortCode, class, and any of tenant, services, conversion, routeSet, validFrom, validUntil, source, " +
        "verifiedOn, note; found GB, 999, emergency",
    ],
    [
      "a column too many",
      `territory,shortCode,class,colour\n${"GB,999,emergency,red\n".repeat(20_000)}`,
      "number",
      "line 1: the header is wrong (not known: colour): expected territory, shortCode, class, and any of tenant, services, " +
        "conversion, routeSet, validFrom, validUntil, source, verifiedOn, note; found territory, shortCode, class, colour",
    ],
    [
      "a column twice and one without a name",
      "name,NAME,,defaultTerritory\na,b,c,GB\n",
      "tenant",
      "line 1: the header is wrong (there twice: name; not known: a column without a name): expected name, and any of " +
        "defaultTerritory; found name, NAME, a column without a name, defaultTerritory",
    ],
  ])("with %s for a header has that one fault, whatever stands below", async (_, text, kind, expected) => {
    expect(await outcome(text, kind)).toEqual([expected]);
  });

  it.each<[string, string]>([
    [
      "AU,0,emergency,",
      'shortCode: must be 2 to 8 digits; found "0": did a spreadsheet drop the zeros of 000? Give the column the format text',
    ],
    [
      "GB,9,emergency,",
      'shortCode: must be 2 to 8 digits; found "9": did a spreadsheet drop its zeros? Give the column the format text',
    ],
    [
      'GB,999,emergency,"police, fire"',
      'services: one service per entry; separate them by blanks; found "police, fire"',
    ],
    ["GB,999,emergency,police;fire", 'services: one service per entry; separate them by blanks; found "police;fire"'],
    [
      "GB,999,emergency,polce",
      'services[0]: must be one of ambulance, fire, gas, marine, mountain, police; found "polce"',
    ],
    ["UK1,999,emergency,", 'territory: must be an ISO 3166-1 alpha-2 code; found "UK1"'],
  ])("says what was found, and what a spreadsheet may have done: %s", async (line, expected) => {
    const [told] = (await outcome(`${header},services\n${line}\n`)) as readonly string[];
    expect(told?.replace(/one of .*;/, "one of …;")).toBe(`line 2.${expected}`.replace(/one of .*;/, "one of …;"));
  });

  it.each(["utf16le", "swapped"])(
    "in UTF-16 (%s) is named as such, with a byte order mark or without",
    async (order) => {
      for (const mark of ["\ufeff", ""]) {
        const bytes = Buffer.from(`${mark}${header}\nGB,999,emergency\n`, "utf16le");
        expect(await outcome(order === "swapped" ? bytes.swap16() : bytes)).toEqual([
          "line 1: is UTF-16; save the file as CSV UTF-8",
        ]);
      }
    },
  );

  it.each(["504b030414000600", "d0cf11e0a1b11ae1"])(
    "that is an Excel workbook (%s) is named as such",
    async (start) => {
      expect(await outcome(Buffer.concat([Buffer.from(start, "hex"), Buffer.alloc(500, 7)]))).toEqual([
        "line 1: is an Excel workbook; save the file as CSV UTF-8",
      ]);
    },
  );

  it.each([
    ["more lines than anybody has", "\n".repeat(500_000), "line 200001"],
    ["an endless line", `${header}\n${"x".repeat(1_000_000)}`, "line 2"],
    ["nothing but quotes", '"'.repeat(1_000_000), "line 1"],
  ])("with %s is not read to the end", async (_, text, expected) => {
    expect(await paths(text)).toContain(expected);
  });
});

it("answers any bytes at all", async () => {
  const part = fc.constantFrom(
    "territory",
    "shortCode",
    "class",
    ",",
    ";",
    '"',
    "\n",
    "\r",
    "GB",
    "112",
    "emergency",
    " ",
    "é",
  );
  const text = fc.array(part, { maxLength: 30 }).map((parts) => Buffer.from(parts.join("")));
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      expect(["valid", "faulty"]).toContain((await parse(bytes)).outcome);
    }),
    { numRuns: 500 },
  );
});

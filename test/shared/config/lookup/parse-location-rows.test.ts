import { describe, expect, it } from "vitest";
import { exportRows } from "../../../../shared/config/lookup/export-rows.ts";
import { decodeKey, encodeKey } from "../../../../shared/config/lookup/location-rows.ts";
import { parseLocationRows } from "../../../../shared/config/lookup/parse-location-rows.ts";

type Keys = Parameters<typeof parseLocationRows>[2];

const parse = (keys: Keys, ...lines: readonly string[]) =>
  parseLocationRows(Buffer.from(["key,area", ...lines].join("\n")), "csv", keys);

const faultsOf = async (keys: Keys, ...lines: readonly string[]) => {
  const parsed = await parse(keys, ...lines);
  return parsed.outcome === "valid" ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
};

const civicFault = "must be country|A1|A2|A3|A4|PC with at least one of them, such as US|TX||Austin||, or *";

describe("rows of a location table", () => {
  it("are stored behind one that says what their keys are", async () => {
    expect(await parse("callingPartyPrefix", "+44113,leeds", "*,york")).toEqual({
      outcome: "valid",
      value: [
        { key: "~keys", value: "callingPartyPrefix" },
        { key: "+44113", value: "leeds" },
        { key: "*", value: "york" },
      ],
    });
  });

  it.each<[Keys, string]>([
    ["civic", "GB|England||Leeds||LS1 4AB"],
    ["civic", "BR|São Paulo|||Vila A/B|"],
    ["civic", "|||||10115"],
    ["locationKey", "site 7/2#a ?"],
    ["callingParty", "+441632960123"],
    ["callingPartyPrefix", "+1"],
  ])("by %s may have the key %s", async (keys, key) => {
    const parsed = await parse(keys, `"${key}",leeds`);
    if (parsed.outcome === "faulty") throw new Error(JSON.stringify(parsed.faults));
    expect(parsed.value[1]?.key).toMatch(/^[^/\\#?\p{Cc}]+$/u);
    expect(decodeKey(parsed.value[1]?.key ?? "")).toBe(key);
    const stored = new Map(parsed.value.map((row) => [row.key, row.value]));
    for (const format of ["csv", "json"] as const) {
      const exported = Buffer.concat((await exportRows(stored, format)) ?? []);
      expect(await parseLocationRows(exported, format, keys)).toEqual(parsed);
    }
  });

  it.each<[Keys, string, string]>([
    ["civic", "GB|Leeds", civicFault],
    ["civic", "|||||", civicFault],
    ["civic", "| | | | | ", civicFault],
    ["civic", "|\u200b||||", civicFault],
    ["civic", "|||Leeds｜York||", civicFault],
    ["civic", "England|||||", civicFault],
    ["callingParty", "0113 4960000", "must be + and 3 to 15 digits, or *"],
    ["callingPartyPrefix", "+44113*", "must be + and 1 to 15 digits, or *"],
    ["locationKey", "a\u0007b", "must be 1 to 64 characters without control characters"],
  ])("by %s may not have the key %s", async (keys, key, message) => {
    expect(await faultsOf(keys, `"${key}",leeds`)).toEqual([expect.stringContaining(`line 2.key: ${message}; found`)]);
  });

  it("lead to a name, and have no key twice, however it is written", async () => {
    expect(await faultsOf("civic", "GB|England||||,leeds city", "GB|ENGLAND||||,york", "gb|england||||,york")).toEqual([
      expect.stringContaining("line 2.area: must be 1 to 64 letters"),
      "line 4: the key gb|england|||| stands in line 3 already",
    ]);
  });
});

describe("a row by an address", () => {
  it.each(["é", "Håbo", "ガ", "한"])("stands in a table once, in whichever Unicode form: %s", async (town) => {
    const [composed, decomposed] = [town.normalize("NFC"), town.normalize("NFD")];
    expect(await faultsOf("civic", `FR|||${composed}||,a`, `FR|||${decomposed}||,b`)).toEqual([
      `line 3: the key fr|||${composed.toLowerCase()}|| stands in line 2 already`,
    ]);
  });
});

describe("a key", () => {
  it.each(["a~b", "~keys", "100%", "%2F", "a\\b", "é/ß"])("comes out as it went in: %s", (key) => {
    expect(encodeKey(key)).not.toContain("~");
    expect(decodeKey(encodeKey(key))).toBe(key);
  });
});

import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { findDangers } from "../../../../shared/config/dangers/find-dangers.ts";
import { diffDocuments } from "../../../../shared/config/diff-documents.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import type { Snapshot } from "../../../../shared/routing/snapshot.ts";
import { base, type Change, changed, dangersOf, finds, nowMs } from "../../../support/config/dangers-of.ts";

/** The base with other fields in the routes of one set. */
const routes =
  (name: string, change: (routes: ConfigDocument["routeSets"][number]["routes"]) => readonly object[]): Change =>
  (d) => ({ routeSets: d.routeSets.map((set) => (set.name === name ? { ...set, routes: change(set.routes) } : set)) });
const firstRoute = (fields: object) => routes("emergency", ([a, ...others]) => [{ ...a, ...fields }, ...others]);
const conversion =
  (name: string, fields: object): Change =>
  (d) => ({ conversions: d.conversions.map((item) => (item.name === name ? { ...item, ...fields } : item)) });

const hops = "sip:emergency-a.operator.example, sip:emergency-b.operator.example";

describe("the routes of emergencies", () => {
  finds([
    [
      "are endangered by another host",
      firstRoute({ host: "elsewhere.example" }),
      [
        [
          "reroutes-emergency-calls",
          `emergency: sip:elsewhere.example, sip:emergency-b.operator.example instead of ${hops}`,
        ],
      ],
    ],
    [
      "are endangered by another scheme",
      firstRoute({ scheme: "sips" }),
      [["reroutes-emergency-calls", expect.stringContaining("emergency: sips:emergency-a.operator.example, ")]],
    ],
    [
      "are endangered by another order",
      routes("emergency", (all) => all.toReversed()),
      [["reroutes-emergency-calls", expect.stringContaining(`instead of ${hops}`)]],
    ],
    [
      "are endangered when one is gone",
      routes("emergency", (all) => all.slice(0, 1)),
      [["reroutes-emergency-calls", `emergency: sip:emergency-a.operator.example instead of ${hops}`]],
    ],
    [
      "are endangered by another time to wait",
      firstRoute({ timeoutMs: 100 }),
      [["changes-route-timing", "emergency: 100 ms instead of 4000 ms at emergency-a"]],
    ],
    [
      "are endangered by other answers to go on after",
      (d) => ({ routeSets: d.routeSets.map((set) => ({ ...set, retryOn: [503] })) }),
      [
        [
          "changes-route-timing",
          "emergency: the next route on 503 instead of 408 503 504",
          "fire: the next route on 503 instead of 408 503 504",
        ],
        ["changes-contingency-route", "contingency: the next route on 503 instead of 408 503 504"],
      ],
    ],
    [
      "are endangered by the loss of a header",
      (d) => changed(changed(d, firstRoute({ headers: { Priority: "emergency" } })), firstRoute({ headers: {} })),
      [],
    ],
    [
      "are endangered by a header more",
      firstRoute({ headers: { Priority: "emergency" } }),
      [["changes-emergency-headers", "emergency: with Priority: emergency at emergency-a"]],
    ],
    [
      "are endangered without user=phone",
      firstRoute({ userPhone: false }),
      [["rewrites-emergency-numbers", "emergency: user=phone gone at emergency-a"]],
    ],
    ["are not endangered by other names", firstRoute({ name: "first" }), []],
    [
      "are not endangered by an order of the answers",
      (d) => ({ routeSets: d.routeSets.map((set) => ({ ...set, retryOn: [504, 408, 503] })) }),
      [],
    ],
  ]);

  it("are endangered by a put without the headers that they had", async () => {
    const before = changed(base, firstRoute({ headers: { Priority: "emergency", "X-Site": "a" } }));
    expect(await dangersOf(firstRoute({ headers: { "x-site": "b" } }), before)).toEqual([
      [
        "changes-emergency-headers",
        "emergency: without Priority: emergency, x-site: b instead of X-Site: a at emergency-a",
      ],
    ]);
  });

  it("are those that emergencies use: no others are looked at", async () => {
    const spare = { name: "spare", routes: [{ name: "spare", host: "spare.example" }] };
    const before = changed(base, (d) => ({ routeSets: [...d.routeSets, spare] }));
    expect(
      await dangersOf(
        routes("spare", () => [{ name: "spare", host: "other.example" }]),
        before,
      ),
    ).toEqual([]);
    expect(await dangersOf((d) => ({ routeSets: d.routeSets.filter(({ name }) => name !== "spare") }), before)).toEqual(
      [],
    );
  });
});

describe("how emergency numbers are written", () => {
  finds([
    [
      "is endangered by steps that make another number",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "strip", prefix: "9" }] }),
      [
        ["rewrites-emergency-numbers", "999 in GB: 99 instead of 999"],
        [
          "changes-default-conversion",
          expect.stringMatching(/^9[0-9]* in [A-Z]{2}: /),
          ...Array(19).fill(expect.anything()),
        ],
      ],
    ],
    [
      "is endangered by another form",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "to-tel", phoneContext: "+44" }] }),
      expect.arrayContaining([
        [
          "rewrites-emergency-numbers",
          "999 in GB: tel:999;phone-context=+44 instead of 999",
          "112 in GB: tel:112;phone-context=+44 instead of 112",
        ],
      ]),
    ],
    [
      "is endangered by a caller's number that is set",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "set-calling-party", value: "+441" }] }),
      expect.arrayContaining([
        ["changes-calling-party", expect.stringContaining("+441 instead of the caller's number"), expect.anything()],
      ]),
    ],
    [
      "is endangered by a header that is set",
      conversion("short-code", { steps: [{ do: "strip-calling-code" }, { do: "set-header", name: "A", value: "b" }] }),
      expect.arrayContaining([["changes-emergency-headers", "999 in GB: with A: b", "112 in GB: with A: b"]]),
    ],
    [
      "is endangered by other steps where only a call can tell what they do",
      conversion("by-commune", { steps: [{ do: "replace", with: "0{locationKey}" }] }),
      [["rewrites-emergency-numbers", "by-commune with other steps"]],
    ],
    [
      "is endangered by a territory's other conversion",
      (d) => ({ territories: d.territories.map((t) => (t.code === "GB" ? { ...t, conversion: "as-received" } : t)) }),
      [["rewrites-emergency-numbers", "999 in GB: +44999 instead of 999", "112 in GB: +44112 instead of 112"]],
    ],
    [
      "is endangered by another default conversion",
      (d) => ({ defaults: { ...d.defaults, conversion: "as-received" } }),
      [["changes-default-conversion", ...Array(20).fill(expect.stringContaining(": +"))]],
    ],
    [
      "is not endangered by other steps that make the same",
      conversion("short-code", { steps: [{ do: "replace", with: "{shortCode}" }] }),
      [],
    ],
    [
      "is not endangered by other examples",
      conversion("short-code", { examples: [{ in: "+353112", out: "112" }] }),
      [],
    ],
  ]);
});

describe("the rows that a conversion looks up", () => {
  const tables = (rows: Record<string, string>): Snapshot["tables"] =>
    new Map([["fr-communes", new Map(Object.entries(rows))]]);
  const dangersOfRows = async (was: Record<string, string>, is: Record<string, string>, from = base) => {
    const to = changed(from, () => ({ lookupTables: [{ ...from.lookupTables[0], version: 8 }] }));
    const search = await findDangers(
      { document: from, snapshot: compileSnapshot(from, tables(was)) },
      { document: to, snapshot: compileSnapshot(to, tables(is)) },
      await diffDocuments(from, to),
      nowMs,
    );
    return search.dangers().map(({ danger, items }) => [danger, ...items]);
  };
  const rows = { "75056": "0155667788", "69123": "0472667788" };

  it("are endangered where they change or go, and not by more of them", async () => {
    expect(await dangersOfRows(rows, { "75056": "0155667799" })).toEqual([
      ["changes-lookup-rows", "69123 in fr-communes", "75056 in fr-communes"],
    ]);
    expect(await dangersOfRows(rows, { ...rows, "13055": "0491667788" })).toEqual([]);
  });

  it("are endangered by a longer prefix that hides a shorter one", async () => {
    const byPrefix = changed(
      base,
      conversion("by-commune", {
        steps: [{ do: "lookup", table: "fr-communes", key: "callingPartyPrefix" }],
      }),
    );
    expect(await dangersOfRows({ "+331": "1" }, { "+331": "1", "+33155": "2", "+334": "3" }, byPrefix)).toEqual([
      ["changes-lookup-rows", "+33155 in fr-communes"],
    ]);
  });

  it.each<[string, object]>([
    ["otherwise", { do: "lookup", table: "fr-communes", key: "locationKey", otherwise: "{shortCode}" }],
    ["with its caller's own number", { do: "set-calling-party", table: "fr-communes" }],
  ])("are endangered by one more where a call that it is for was converted %s", async (_, step) => {
    const withFallback = changed(base, conversion("by-commune", { steps: [step] }));
    expect(await dangersOfRows(rows, { ...rows, "13055": "0491667788" }, withFallback)).toEqual([
      ["changes-lookup-rows", "13055 in fr-communes"],
    ]);
    expect(await dangersOfRows(rows, rows, withFallback)).toEqual([]);
  });

  it("are of no account where no conversion in use looks them up", async () => {
    const unused = changed(base, (d) => ({ territories: d.territories.map((t) => ({ ...t, conversion: null })) }));
    expect(await dangersOfRows(rows, {}, unused)).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeNumberIndex } from "../../../../shared/config/compile/number-index.ts";
import type { NumberItem } from "../../../../shared/config/document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const instant = fc.integer({ min: -3, max: 3 }).map((hours) => new Date(nowMs + hours * 3_600_000).toISOString());

/** A few values are likely, so that numbers meet; names that mean something to objects are among them. */
const said = fc.record({
  tenant: fc.constantFrom("*", "contoso", "__proto__", "constructor", "GB"),
  territory: fc.oneof(fc.constantFrom("GB", "FR"), fc.stringMatching(/^[A-Z]{2}$/)),
  shortCode: fc.oneof(fc.constantFrom("112", "0112", "00112", "99999999"), fc.stringMatching(/^[0-9]{2,8}$/)),
  class: fc.constantFrom("emergency", "special", "ordinary"),
  services: fc.subarray(["fire", "police"] as const),
  conversion: fc.constantFrom(null, "a"),
  routeSet: fc.constantFrom(null, "a"),
  validFrom: fc.option(instant, { nil: null }),
  validUntil: fc.option(instant, { nil: null }),
});

type Said = typeof said extends fc.Arbitrary<infer Value> ? Value : never;

const msOf = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** The same by looking at everything that was said: of what holds, what began last, the earliest said among equals. */
function model(all: readonly Said[], tenant: string, territory: string, shortCode: string, atMs: number) {
  const holding = all.filter(
    (each) =>
      each.tenant === tenant &&
      each.territory === territory &&
      each.shortCode === shortCode &&
      (msOf(each.validFrom) ?? atMs) <= atMs &&
      atMs < (msOf(each.validUntil) ?? Number.POSITIVE_INFINITY),
  );
  const [found] = holding.toSorted((a, b) => (msOf(b.validFrom) ?? -1) - (msOf(a.validFrom) ?? -1));
  if (found === undefined) return null;
  const { class: callClass, services, conversion, routeSet, validFrom, validUntil } = found;
  const window = { validFromMs: msOf(validFrom), validUntilMs: msOf(validUntil) };
  return {
    class: callClass,
    services: services.toSorted(),
    conversion,
    routeSet,
    ...window,
    provisioned: true,
    superseded: false,
    universal: false,
    tenants: found.tenant === "*" ? null : { conversion, routeSet },
  };
}

function listsOf(all: readonly Pick<NumberItem, keyof Said>[]) {
  const index = makeNumberIndex();
  for (const each of all) index.add(each.tenant, each);
  return index;
}

describe("the lists of numbers", () => {
  it("say what was said last of each number, and nothing of others", () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 200 }), said, (all, other) => {
        const lists = listsOf(all);
        for (const { tenant, territory, shortCode } of [...all, other])
          for (const atMs of [nowMs, nowMs + 90 * 60_000])
            expect(lists.listsOf(tenant).find(territory, lists.codeOf(shortCode), atMs)).toEqual(
              model(all, tenant, territory, shortCode, atMs),
            );
      }),
    );
  });

  it.each([
    ["a tenant", "fabrikam", "GB", "999"],
    ["a territory", "*", "gb", "999"],
    ["a short code", "*", "GB", "+999"],
    ["a longer short code", "*", "GB", "9999999999"],
    ["a shorter short code", "*", "GB", "99"],
    ["nothing", "", "", ""],
  ])("do not know %s that nobody listed", (_, tenant, territory, shortCode) => {
    const number = { tenant: "*", territory: "GB", shortCode: "999", class: "emergency", services: [] } as const;
    const lists = listsOf([
      { ...number, services: [], conversion: null, routeSet: null, validFrom: null, validUntil: null },
    ]);
    expect(lists.listsOf("*").find("GB", lists.codeOf("999"), nowMs)).not.toBeNull();
    expect(lists.listsOf(tenant).find(territory, lists.codeOf(shortCode), nowMs)).toBeNull();
  });

  it("keep thousands of windows of one number in memory for no more than themselves", () => {
    const windows = 5_000;
    const at = (i: number): string => new Date(nowMs + i * 3_600_000).toISOString();
    const number = { tenant: "*", territory: "GB", shortCode: "999", class: "special", conversion: null } as const;
    const beforeBytes = process.memoryUsage().heapUsed;
    const lists = listsOf(
      Array.from({ length: windows }, (_, i) => ({
        ...number,
        services: [],
        routeSet: `route-${i}`,
        validFrom: at(i),
        validUntil: at(i + 1),
      })),
    );
    expect(process.memoryUsage().heapUsed - beforeBytes).toBeLessThan(40_000_000);
    expect(lists.listsOf("*").find("GB", lists.codeOf("999"), nowMs + 4_321.5 * 3_600_000)).toMatchObject({
      routeSet: "route-4321",
    });
  });
});

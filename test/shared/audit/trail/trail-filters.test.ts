import { beforeAll, describe, expect, it } from "vitest";
import { readAll } from "../../../../shared/audit/trail/read-trail.ts";
import type { StoredRow } from "../../../../shared/audit/trail/stored-row.ts";
import { type FilterName, trailFilters } from "../../../../shared/audit/trail/trail-filters.ts";
import { readTrailPage } from "../../../../shared/audit/trail/trail-page.ts";
import { filtersSchema, type TrailFilters } from "../../../../shared/audit/trail/trail-query.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { monotonic } from "../../../../shared/clock.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { allRows, callEvent, chainOf, freshTrail, project } from "../../../support/trail/trail.ts";

const azurite = useTables();
const count = 126;
const window = { from: "2026-11-10T12:00:00.000Z", to: "2026-11-10T16:00:00.000Z" };

/** Calls of three ingresses and three callers in turn, each caller spelt in another way each time. */
const ingresses = ["zoom", "teams", undefined];
const callers: readonly (readonly unknown[])[] = [
  ["+441632960123", "01632 960123", '"A" <sip:alice@h>, <sip:%E2%80%AA%2B441632960123@h>'],
  ["+441632970123", "+33612340123", null],
  ["anonymous", undefined, "sip:anonymous@anonymous.invalid"],
];
const calls = chainOf(
  Array.from({ length: count }, (_, index) => {
    const [ingress, callingParty] = [ingresses[index % 3], callers[Math.floor(index / 3) % 3]?.[index % 3]];
    const request = { calledParty: "+44999", ingress, ...(callingParty === undefined ? {} : { callingParty }) };
    return callEvent({
      // A few in each hour, and most in one.
      at: new Date(Date.parse(window.from) + (index < 20 ? index % 4 : 1) * 3_600_000 + index).toISOString(),
      territory: index % 3 === 0 ? "GB" : "IE",
      callId: `call-${index}`,
      flags: index % 3 === 0 ? ["unprovisioned"] : [],
      // A request that nests deeply is recorded as its text.
      request: index % 2 === 0 ? request : JSON.stringify(request),
    });
  }),
);

const isOfCaller = (caller: number) => (index: number) => Math.floor(index / 3) % 3 === caller;
const indexesWhere = (isMeant: (index: number) => boolean): readonly number[] =>
  Array.from({ length: count }, (_, index) => index).filter(isMeant);
const indexesOf = (texts: readonly (string | null)[]): readonly number[] =>
  texts.map((text) => Number(JSON.parse(text ?? "{}").subject.slice("call-".length))).sort((a, b) => a - b);

/** The filters whose columns the first release wrote. A new filter does not belong here: it must find older rows too. */
const ofFirstRelease: readonly string[] = ["territory", "class", "tenant", "type", "flag"] satisfies FilterName[];
const laterColumns = Object.entries(trailFilters)
  .filter(([name]) => !ofFirstRelease.includes(name))
  .flatMap(([, { columnsOf }]) => calls.flatMap((event) => Object.keys(columnsOf(event))));
const withoutLaterColumns = ({ etag: _, timestamp: _1, ...row }: StoredRow) => ({
  ...Object.fromEntries(Object.entries(row).filter(([name]) => !laterColumns.includes(name))),
  partitionKey: row.partitionKey,
  rowKey: row.rowKey,
});

const all = (): boolean => true;
const none = (): boolean => false;

/** A value of each filter that some calls fit, with those, and one that no call fits. */
const eachFilter: Readonly<Record<FilterName, readonly [string, (index: number) => boolean, string]>> = {
  territory: ["GB", (index) => index % 3 === 0, "FR"],
  class: ["emergency", all, "test"],
  tenant: ["*", all, "contoso"],
  type: ["emergency-call.decided.v1", all, "emergency-call.outcome.v1"],
  flag: ["unprovisioned", (index) => index % 3 === 0, "stale-config"],
  ingress: ["teams", (index) => index % 3 === 1, "another"],
  shortCode: ["999", all, "112"],
  callingParty: ["+441632960123", isOfCaller(0), "+441632960124"],
};

describe.each<[string, boolean]>([
  ["new rows, which have columns for it", false],
  ["rows that are older than these columns", true],
])("what the request of a call said finds %s", (_, isOld) => {
  const made: { tables: TrailTables | undefined } = { tables: undefined };
  const tables = (): TrailTables => {
    if (made.tables === undefined) throw new Error("not there yet");
    return made.tables;
  };

  beforeAll(async () => {
    made.tables = await freshTrail(azurite.running());
    await project(tables(), calls);
    if (!isOld) return;
    for (const client of [tables().trail, tables().byCall])
      for (const row of await allRows(client)) await client.updateEntity(withoutLaterColumns(row), "Replace");
  });

  async function find(filters: TrailFilters, limit: number, budgetMs = 60_000) {
    const found: (string | null)[] = [];
    let position: string | null = null;
    let pages = 0;
    do {
      const query = { callId: null, ...window, filters };
      const options = { tables: tables(), clock: monotonic, budgetMs, longestMs: 60_000 };
      const page: Awaited<ReturnType<typeof readTrailPage>> = await readTrailPage(query, { position, limit }, options);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      found.push(...page.rows.map(({ text }) => text));
      position = page.next;
      pages += 1;
    } while (position !== null);
    return { found: indexesOf(found), pages };
  }

  it.each(Object.entries(eachFilter))("by %s alone", async (name, [value, isMeant, other]) => {
    const by = async (asked: string) => (await find(filtersSchema.parse({ [name]: asked }), 1_000)).found;
    expect(await by(value)).toEqual(indexesWhere(isMeant));
    expect(await by(other)).toEqual(indexesWhere(none));
  });

  it.each<[string, TrailFilters, (index: number) => boolean]>([
    ["ingress", { ingress: "teams" }, (index) => index % 3 === 1],
    ["no ingress", { ingress: "default" }, (index) => index % 3 === 2],
    ["an ingress that is an expression", { ingress: "x' or 'a' eq 'a" }, () => false],
    ["short code", { shortCode: "999" }, () => true],
    ["another short code", { shortCode: "112" }, () => false],
    ["caller", { callingParty: "+441632960123" }, isOfCaller(0)],
    ["caller, as dialled at home", { callingParty: "(01632) 960 123" }, isOfCaller(0)],
    [
      "a caller with the same last digits",
      { callingParty: "0033612340123" },
      (index) => isOfCaller(1)(index) && index % 3 === 1,
    ],
    [
      "a withheld caller",
      { callingParty: "anonymous" },
      (index) => isOfCaller(2)(index) || (isOfCaller(1)(index) && index % 3 === 2),
    ],
    [
      "all at once, and more",
      { callingParty: "+441632960123", ingress: "zoom", shortCode: "999", territory: "GB", class: "emergency" },
      (index) => isOfCaller(0)(index) && index % 3 === 0,
    ],
    ["a type that has no caller", { callingParty: "+441632960123", type: "emergency-call.outcome.v1" }, () => false],
  ])("by %s, on pages of any size and in one go", async (_name, filters, isMeant) => {
    for (const limit of [5, 1_000]) expect((await find(filters, limit)).found).toEqual(indexesWhere(isMeant));
    const read: (string | null)[] = [];
    for await (const { text } of readAll(tables(), { callId: null, ...window, filters }, () => false)) read.push(text);
    expect(indexesOf(read)).toEqual(indexesWhere(isMeant));
  });

  it("and passes none over where the time is spent in the midst of rows that are not meant", async () => {
    const { found, pages } = await find({ callingParty: "+441632960123" }, 1_000, -1);
    expect(found).toEqual(indexesWhere(isOfCaller(0)));
    // A page for each hour, and more for the one with many rows where the store itself cannot tell them apart.
    expect(pages - 4).toBe(isOld ? 2 : 0);
  });

  it("among the events of one call", async () => {
    const options = { tables: tables(), clock: monotonic, budgetMs: 60_000, longestMs: 60_000 };
    const of = async (callingParty: string) => {
      const query = { callId: "call-1", from: null, to: null, filters: { callingParty } };
      return indexesOf(
        (await readTrailPage(query, { position: null, limit: 10 }, options)).rows.map(({ text }) => text),
      );
    };
    expect(await of("tel:+441632960123")).toEqual([1]);
    expect(await of("anonymous")).toEqual([]);
  });
});

it("names a row whose event was destroyed instead of leaving it out", async () => {
  const tables = await freshTrail(azurite.running());
  await project(tables, calls.slice(0, 1));
  const [row] = await allRows(tables.trail);
  await tables.trail.updateEntity({ partitionKey: "", rowKey: "", ...row, event0: "{" }, "Replace");
  const query = { callId: null, ...window, filters: { callingParty: "+441632960123" } };
  const options = { tables, clock: monotonic, budgetMs: 60_000, longestMs: 60_000 };
  expect((await readTrailPage(query, { position: null, limit: 10 }, options)).rows).toMatchObject([{ text: "{" }]);
});

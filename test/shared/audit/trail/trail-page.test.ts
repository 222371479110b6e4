import { beforeAll, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import type { TrailTables } from "../../../../shared/audit/trail/project-messages.ts";
import type { StoredRow } from "../../../../shared/audit/trail/range-rows.ts";
import { readTrailPage, type TrailPageOptions } from "../../../../shared/audit/trail/trail-page.ts";
import type { TrailQuery } from "../../../../shared/audit/trail/trail-query.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { allRows, type CallFacts, callEvent, chainOf, freshTrail, project } from "../../../support/trail.ts";
import { useTables } from "../../../support/use-tables.ts";

const azurite = useTables();
const tables: { all: TrailTables | undefined } = { all: undefined };
const trail = (): TrailTables => {
  if (tables.all === undefined) throw new Error("not there yet");
  return tables.all;
};

const dayOf = (day: number, hour: number, minute = 0): string =>
  new Date(Date.UTC(2026, 10, day, hour, minute)).toISOString();

/** Ninety calls over five days: many in a few hours, none in most. */
const facts: readonly CallFacts[] = [
  ...Array.from({ length: 60 }, (_, minute) => ({ at: dayOf(1, 12, minute), territory: "GB", callId: `gb-${minute}` })),
  ...Array.from({ length: 25 }, (_, minute) => ({ at: dayOf(3, 23, 35 + minute), territory: "FR", callId: "fr" })),
  { at: dayOf(5, 0), territory: "IE", class: "test" as const, callId: "a'b or 1 eq 1", flags: ["invalid:tenant"] },
  { at: dayOf(5, 1), territory: "IE", flags: ["invalid-tenant", "unprovisioned"], request: { tenant: "o'neil" } },
  { at: dayOf(5, 1), territory: null, request: { tenant: "contoso" }, id: "outcome-1" },
  { at: dayOf(5, 1), territory: null, request: { tenant: "contoso" }, id: "outcome-1", class: "test" as const },
  { at: dayOf(5, 2), territory: null },
];
const events = chainOf(facts.map(callEvent));

beforeAll(async () => {
  tables.all = await freshTrail(azurite.running());
  await project(tables.all, events);
});

const options = (changes: Partial<TrailPageOptions> = {}): TrailPageOptions => ({
  tables: trail(),
  now: Date.now,
  budgetMs: 60_000,
  longestMs: 60_000,
  ...changes,
});

const window = (filters: TrailQuery["filters"] = {}, from = dayOf(1, 0), to = dayOf(8, 0)): TrailQuery => ({
  callId: null,
  from,
  to,
  filters,
});

/** All pages of a query, each as its events. */
async function pagesOf(query: TrailQuery, limit: number, changes: Partial<TrailPageOptions> = {}) {
  const pages: ChainedEvent[][] = [];
  let position: string | null = null;
  do {
    const page = await readTrailPage(query, position, limit, options(changes));
    pages.push(page.rows.map(({ text }) => JSON.parse(text ?? "null")));
    position = page.next;
  } while (position !== null && pages.length < 1_000);
  return pages;
}

const sequences = (found: readonly ChainedEvent[]) => found.map(({ data }) => data.chain.sequence);
const first = 1;
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("the events of a window", () => {
  it.each([1, 7, 60, 89, 90, 1_000])("come oldest first, each once, in pages of %d", async (limit) => {
    const pages = await pagesOf(window(), limit);
    expect(sequences(pages.flat())).toEqual(upTo(first, 90));
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
  });

  it("are those from its beginning on and before its end", async () => {
    const found = await pagesOf(window({}, dayOf(1, 12, 10), dayOf(1, 12, 20)), 3);
    expect(sequences(found.flat())).toEqual(upTo(11, 20));
    expect((await pagesOf(window({}, dayOf(2, 0), dayOf(3, 0)), 3)).flat()).toEqual([]);
  });

  it.each<[string, TrailQuery["filters"], readonly number[]]>([
    ["territory", { territory: "FR" }, upTo(61, 85)],
    ["class", { class: "test" }, [86, 89]],
    ["tenant", { tenant: "contoso" }, [88, 89]],
    ["tenant with a quote", { tenant: "o'neil" }, [87]],
    ["a tenant that is an expression", { tenant: "x' or tenant ne 'x" }, []],
    ["type", { type: "emergency-call.decided.v1", territory: "IE" }, [86, 87]],
    ["another type", { type: "emergency-config.changed.v1" }, []],
    ["flag", { flag: "unprovisioned" }, [87]],
    ["a flag and not one that is spelled like it", { flag: "invalid:tenant" }, [86]],
    ["a flag that was never seen", { flag: "x-y-z" }, []],
    ["several", { territory: "IE", class: "emergency", flag: "invalid-tenant" }, [87]],
  ])("can be told by %s", async (_, filters, expected) => {
    for (const limit of [1, 100]) expect(sequences((await pagesOf(window(filters), limit)).flat())).toEqual(expected);
  });

  it("come in pages that may be short, but never end the query early, when there is no time to look further", async () => {
    const hurried = await pagesOf(window({ territory: "IE" }), 10, { budgetMs: -1 });
    expect(sequences(hurried.flat())).toEqual([86, 87]);
    expect(hurried).toHaveLength(7 * 24);
  });

  it("are given up, not waited for, when the store has too much to look at", async () => {
    let nowMs = 0;
    const late = options({ longestMs: 1, now: () => (nowMs += 10), budgetMs: 1_000 });
    await expect(readTrailPage(window(), null, 10, late)).rejects.toBeInstanceOf(DependencyError);
  });
});

/** Calls of three ingresses and three callers, in turn, each caller spelt in another way each time. */
const ingresses = ["zoom", "teams", undefined];
const callers: readonly (readonly unknown[])[] = [
  ["+441632960123", "01632 960123", "sip:%2B441632960123@h"],
  ["+441632970123", "+33612340123", null],
  ["anonymous", undefined, "sip:anonymous@anonymous.invalid"],
];
const calls = chainOf(
  Array.from({ length: 54 }, (_, index) => {
    const [ingress, callingParty] = [ingresses[index % 3], callers[Math.floor(index / 3) % 3]?.[index % 3]];
    const request = { calledParty: "+44999", ingress, ...(callingParty === undefined ? {} : { callingParty }) };
    return callEvent({
      at: dayOf(10, 12 + (index % 5), index),
      territory: "GB",
      callId: `search-${index}`,
      // What nests deeply is recorded as its text.
      request: index % 2 === 0 ? request : JSON.stringify(request),
    });
  }),
);
const indexesOf = (found: readonly ChainedEvent[]) =>
  found.map(({ subject }) => Number(subject.replace("search-", ""))).sort((a, b) => a - b);
const indexesWhere = (isMeant: (index: number) => boolean) =>
  Array.from({ length: 54 }, (_, index) => index).filter(isMeant);
const isOfCaller = (caller: number) => (index: number) => Math.floor(index / 3) % 3 === caller;

describe.each<[string, (row: StoredRow) => Record<string, unknown>]>([
  ["with columns for them", (row) => row],
  ["of rows that are older than these columns", ({ ingress: _, shortCode: _1, callerEnd: _2, ...row }) => row],
])("calls are found by what the request said, %s", (_, asStored) => {
  const searched: { tables: TrailTables | undefined } = { tables: undefined };

  beforeAll(async () => {
    const fresh = await freshTrail(azurite.running());
    await project(fresh, calls);
    for (const client of [fresh.trail, fresh.byCall])
      for (const row of await allRows(client)) {
        const { etag: _etag, timestamp: _timestamp, ...stored } = asStored(row);
        await client.updateEntity({ ...stored, partitionKey: row.partitionKey, rowKey: row.rowKey }, "Replace");
      }
    searched.tables = fresh;
  });

  const find = async (filters: TrailQuery["filters"], limit: number, changes: Partial<TrailPageOptions> = {}) => {
    const tables = searched.tables ?? trail();
    return indexesOf(
      (await pagesOf(window(filters, dayOf(10, 0), dayOf(11, 0)), limit, { tables, ...changes })).flat(),
    );
  };

  it.each<[string, TrailQuery["filters"], (index: number) => boolean]>([
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
      "all at once",
      { callingParty: "+441632960123", ingress: "zoom", shortCode: "999", territory: "GB", class: "emergency" },
      (index) => isOfCaller(0)(index) && index % 3 === 0,
    ],
    ["a type that has no caller", { callingParty: "+441632960123", type: "emergency-call.outcome.v1" }, () => false],
  ])("by %s", async (_name, filters, isMeant) => {
    for (const limit of [1, 4, 100]) expect(await find(filters, limit)).toEqual(indexesWhere(isMeant));
  });

  it("and none is passed over when the time is spent in the midst of rows that are not meant", async () => {
    const found = await find({ callingParty: "+441632960123" }, 100, { budgetMs: -1 });
    expect(found).toEqual(indexesWhere(isOfCaller(0)));
  });

  it("by caller among the events of one call", async () => {
    const { tables = trail() } = searched;
    const of = (callingParty: string): TrailQuery => ({
      callId: "search-1",
      from: null,
      to: null,
      filters: { callingParty },
    });
    expect(indexesOf((await pagesOf(of("tel:+441632960123"), 5, { tables })).flat())).toEqual([1]);
    expect(indexesOf((await pagesOf(of("anonymous"), 5, { tables })).flat())).toEqual([]);
  });
});

describe("the events of one call", () => {
  const call = (callId: string, filters: TrailQuery["filters"] = {}): TrailQuery => ({
    callId,
    from: null,
    to: null,
    filters,
  });

  it.each([1, 10, 100])("come oldest first, each once, in pages of %d", async (limit) => {
    expect(sequences((await pagesOf(call("fr"), limit)).flat())).toEqual(upTo(61, 85));
  });

  it("are found whatever its Call-ID is made of", async () => {
    expect(sequences((await pagesOf(call("a'b or 1 eq 1"), 10)).flat())).toEqual([86]);
  });

  it("may be limited to a window and by filters", async () => {
    const query = { ...call("fr", { class: "emergency" }), from: dayOf(3, 23, 40), to: dayOf(3, 23, 50) };
    expect(sequences((await pagesOf(query, 3)).flat())).toEqual(upTo(66, 75));
    expect(await pagesOf(call("fr", { class: "test" }), 3)).toEqual([[]]);
  });
});

it("a row with a key of another kind holds no page up", async () => {
  const own = await freshTrail(azurite.running());
  await project(own, events.slice(0, 3));
  const [row] = await allRows(own.trail);
  if (row === undefined) throw new Error("no row");
  const { etag: _, timestamp: __, ...entity } = row;
  await own.trail.createEntity({ ...entity, rowKey: "2026-11-01T12:30:00 odd" });
  const pages = await pagesOf(window(), 1, { tables: own });
  expect(sequences(pages.flat())).toEqual([1, 2, 3]);
});

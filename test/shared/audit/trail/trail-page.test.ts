import { beforeAll, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../../shared/audit/audit-event.ts";
import { readTrailPage, type TrailPageOptions } from "../../../../shared/audit/trail/trail-page.ts";
import type { TrailQuery } from "../../../../shared/audit/trail/trail-query.ts";
import type { TrailTables } from "../../../../shared/audit/trail/trail-tables.ts";
import { monotonic } from "../../../../shared/clock.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { useTables } from "../../../support/stores/use-tables.ts";
import { allRows, type CallFacts, callEvent, chainOf, freshTrail, project } from "../../../support/trail/trail.ts";

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
  clock: monotonic,
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
    const page = await readTrailPage(query, { position, limit }, options(changes));
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
    const late = options({ longestMs: 1, clock: () => (nowMs += 10), budgetMs: 1_000 });
    await expect(readTrailPage(window(), { position: null, limit: 10 }, late)).rejects.toBeInstanceOf(DependencyError);
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

import { describe, expect, it } from "vitest";
import { makeCalls } from "../support/app/make-calls.ts";
import { runOnFaultyStores, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { type Lie, storeHeaders } from "../support/stores/lies.ts";
import { untilProjected } from "../support/trail/count-trail.ts";

const caller = "+441632960999";
const person = "Alice Caller";
const rows = JSON.stringify({
  value: Array.from({ length: 2_000 }, (_, index) => ({
    PartitionKey: "0-2026-11-22T12",
    RowKey: `2026-11-22T12:00:00.000Z_${index}`,
    event0: JSON.stringify({ data: { request: { callingParty: caller, attributes: { name: person } } } }),
  })),
});

const says =
  (status: number, body: string, headers: Readonly<Record<string, string>> = storeHeaders): Lie =>
  () => ({ status, headers, body });

/** Every way in which what the store holds can come back to a client that then fails. */
const answers: Readonly<Record<string, Lie>> = {
  "half a page of rows": says(200, rows.slice(0, rows.length / 2)),
  "rows in another shape": says(200, `[${rows}]`),
  "rows that are none of the table's": says(200, rows),
  "rows as a page": says(200, `<pre>${rows}</pre>`, { ...storeHeaders, "content-type": "text/html" }),
  "a code that is a row": says(400, JSON.stringify({ "odata.error": { code: rows, message: { value: rows } } })),
  "rows as the reason of a failure": says(
    500,
    JSON.stringify({ "odata.error": { code: "X", message: { value: rows } } }),
  ),
  "rows as text": says(503, `${caller} ${person} `.repeat(50_000), { "content-type": "text/plain" }),
  "parts that hold rows": says(202, `--x\r\n${rows}`, {
    ...storeHeaders,
    "content-type": "multipart/mixed; boundary=x",
  }),
};

const at = (offsetMs: number): string => new Date(Date.now() + offsetMs).toISOString();
const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const change = {
  baseVersion: 1,
  reason: "CHG1",
  operations: [{ op: "put", kind: "tenant", item: { name: "contoso" } }],
};

/** Something of every kind that asks the tables. */
const requests = (): readonly (readonly [path: string, init?: RequestInit])[] => {
  const window = new URLSearchParams({ from: at(-3_600_000), to: at(3_600_000) });
  return [
    [`audit/events?${window}`],
    [`audit/events?${window}&callingParty=anonymous&ingress=zoom`],
    [`audit/events/export?${window}`],
    [`audit/verification?${window}`],
    ["audit/calls?callId=call-1"],
    ["config"],
    ["config/versions"],
    ["config/versions/1"],
    ["config/export"],
    ["config/simulations", post({ calls: [{ calledParty: "+44999" }] })],
    ["config/changes", post(change)],
    ["config/versions/1/restore", post({ reason: "back" })],
    ["config/imports?kind=lookup-table&name=communes&format=json", post([{ key: "75056", value: "0140000000" }])],
    ["health/ready"],
    ["call-setup", post({ callId: "call-1", calledParty: "+44999" })],
    ["call-outcomes", post({ callId: "call-1", finalStatus: 200 })],
  ];
};

describe("what a store answers stands in no line of the log, and no line is long", () => {
  it.each(Object.keys(answers))("%s", { timeout }, async (name) => {
    const stores = await startFaultyStores();
    const stage = await runOnFaultyStores(stores, { CONFIG_CHECK_EVERY_MS: "50" });
    await makeCalls(stage.app.url, 2);
    await untilProjected(stage);
    const before = stage.app.logged().length;
    const lie = answers[name] ?? says(500, "");
    await stage.proxy.inject({ kind: "lying", lie, about: () => true, carriedOut: false });
    // Outcomes and changes that cannot be published go to the outbox, which fails too.
    await stage.hub.inject({ kind: "down" });
    for (const [path, init] of requests()) {
      const response = await fetch(`${stage.app.url}/api/v1/${path}`, init);
      expect(await response.text()).not.toContain("1632960999");
    }
    const lines = stage.app
      .logged()
      .slice(before)
      .map((line) => JSON.stringify(line));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => line.includes("1632960999") || line.includes(person))).toEqual([]);
    expect(lines.filter((line) => line.length > 4_000 && !line.includes("stored nowhere else"))).toEqual([]);
  });
});

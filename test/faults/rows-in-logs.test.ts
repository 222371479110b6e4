import { expect, it } from "vitest";
import { makeCalls } from "../support/app/make-calls.ts";
import { runOnFaultyStores, shortOfPatience, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { type Lie, storeHeaders } from "../support/stores/lies.ts";
import { untilProjected } from "../support/trail/count-trail.ts";
import { change, post, type Question, questionsAbout } from "./questions.ts";

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

/** Something of every kind that asks the tables, or writes to them. */
const requests = (): readonly Question[] => [
  ...Object.values(questionsAbout()).flat(),
  ["audit/events?callingParty=anonymous&ingress=zoom"],
  ["config/changes", post(change)],
  ["config/versions/1/restore", post({ reason: "back" })],
  ["health/ready"],
  ["call-setup", post({ callId: "call-1", calledParty: "+44999" })],
  ["call-outcomes", post({ callId: "call-1", finalStatus: 200 })],
];

it("what a store answers stands in no line of the log, and no line is long", { timeout }, async () => {
  const stage = await runOnFaultyStores(await startFaultyStores(), { ...shortOfPatience, CONFIG_CHECK_EVERY_MS: "50" });
  await makeCalls(stage.app.url, 2);
  await untilProjected(stage);
  // Outcomes and changes that cannot be published go to the outbox, which fails too.
  await stage.hub.inject({ kind: "down" });
  for (const [name, lie] of Object.entries(answers)) {
    const before = stage.app.logged().length;
    await stage.proxy.inject({ kind: "lying", lie, about: () => true, carriedOut: false });
    for (const [path, init] of requests()) {
      const response = await fetch(`${stage.app.url}/api/v1/${path}`, init);
      expect([name, path, await response.text()]).toEqual([name, path, expect.not.stringContaining("1632960999")]);
    }
    const lines = stage.app
      .logged()
      .slice(before)
      .map((line) => JSON.stringify(line));
    expect([name, lines.length > 5]).toEqual([name, true]);
    const ofTheStore = lines.filter((line) => line.includes("1632960999") || line.includes(person));
    const long = lines.filter((line) => line.length > 4_000 && !line.includes("stored nowhere else"));
    expect({ name, ofTheStore, long }).toEqual({ name, ofTheStore: [], long: [] });
  }
});

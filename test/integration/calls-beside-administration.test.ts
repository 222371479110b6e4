import { fileURLToPath } from "node:url";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { tableClient } from "../../shared/tables/table-client.ts";
import { forkTables } from "../../tools/local/tables/fork-tables.ts";
import { amount } from "../support/amount.ts";
import { startAppWithHub } from "../support/app/app-with-hub.ts";
import { makeCalls } from "../support/app/make-calls.ts";
import { countParsing } from "../support/app/parsed-in-turn.ts";
import { countOverlap } from "../support/stores/count-overlap.ts";
import { starterDirectory } from "../support/stores/starter-tables.ts";
import { chainOfCalls, project } from "../support/trail/trail.ts";

// What takes long or much memory shares its process with the calls: only so much of it runs at a time, in small pieces.

const MiB = 1024 * 1024;
const modulePath = fileURLToPath(new URL("../../dist/local/tables-process.js", import.meta.url));

/** Tables in a process of their own, so that what they parse is not taken for what the app parses. */
async function startTables() {
  const tables = await forkTables({ port: 0, directory: await starterDirectory(), modulePath });
  onTestFinished(() => tables.stop());
  return tables;
}

/** Makes calls one after the other until something has ended; how many were answered, each with its event published. */
async function callWhile(url: string, running: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  running.then(end, end);
  let calls = 0;
  while (!isOver) {
    const { answered } = await makeCalls(url, 1);
    expect(answered).toMatchObject([{ status: "published" }]);
    calls += 1;
  }
  await running;
  return calls;
}

afterEach(() => vi.restoreAllMocks());

it("readers of pages of 8 MB wait for their turn, three at a time, and calls are answered between", async () => {
  const readers = amount({ usual: 5, thorough: 24 });
  const tables = await startTables();
  const overlap = await countOverlap(tables, ({ path }) => /AuditTrail.*T12:00:00\.0(\d\d)Z/.exec(path)?.[1]);
  const { app, request } = await startAppWithHub(overlap, { "AzureWebJobs.project-audit.Disabled": "1" });
  const client = (name: string) => tableClient(tables, name);
  const trail = { trail: client("AuditTrail"), byCall: client("AuditByCall"), deadLetters: client("AuditDeadLetter") };
  const longRequest = { calledParty: "+44999", attributes: { note: "x".repeat(60_000) } };
  await project(trail, chainOfCalls(150, "2026-11-22T12:00:10Z", { request: longRequest }));

  const parsed = countParsing();
  const read = async (reader: number): Promise<number> => {
    const from = `2026-11-22T12:00:00.0${String(reader).padStart(2, "0")}Z`;
    const answer = await request(`/audit/events?from=${from}&to=2026-11-22T12:59:00Z&limit=1000`);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.arrayBuffer()).byteLength;
  };
  const reading = Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)));
  const calls = await callWhile(app.url, reading);
  for (const bytes of await reading) expect(bytes).toBeGreaterThan(7 * MiB);
  expect(overlap.seen()).toBe(readers);
  expect(overlap.mostAtOnce()).toBe(3);
  expect(calls).toBeGreaterThan(readers);
  // The store's client parses an answer, a shard's share of a page, in one go; nothing parses a whole page.
  expect(parsed.inOneGo()).toBeLessThan(4 * MiB);
});

it("of hostile bodies of 4 to 8 MB that come at once one is judged at a time, and calls are answered between", async () => {
  const { app, request } = await startAppWithHub(await startTables());
  const fill = (unit: string, length: number): string => unit.repeat(Math.floor(length / unit.length));
  const bodies: readonly (readonly [path: string, body: string])[] = [
    ["changes", `{"operations":[${fill("{},", 4 * MiB - 100)}{}]}`],
    ["changes", "[".repeat(4 * MiB - 100)],
    ["simulations", `{"calls":[${fill("1,", 4 * MiB - 100)}1]}`],
    ["versions/1/restore", `{${fill('"a":1,', 4 * MiB - 100)}"b":1}`],
    ["imports?format=json", `{"numbers":[${fill("{},", 8 * MiB - 100)}{}]}`],
    ["imports?format=csv&kind=number", `territory,shortCode,class\n${fill("a\n", 8 * MiB - 100)}`],
    ["imports?format=json&kind=number", `[${fill("0,", 8 * MiB - 100)}0]`],
    ["imports?format=csv&kind=number", fill('"', 8 * MiB - 100)],
  ];
  const parsed = countParsing();
  const post = async ([path, body]: (typeof bodies)[number]) => {
    const type = path.includes("csv") ? "text/csv" : "application/json";
    const init = { method: "POST", headers: { "content-type": type }, body };
    const answer = await request(`/config/${path}`, init);
    const text = await answer.text();
    return { path, status: answer.status, retryAfter: answer.headers.get("retry-after"), text };
  };
  const posting = Promise.all([...bodies, ...bodies].map(post));
  const calls = await callWhile(app.url, posting);
  const answers = await posting;
  const turnedAway = answers.filter(({ status }) => status === 503);
  // One is judged and four wait, however many come.
  expect(turnedAway.length).toBeGreaterThan(0);
  for (const { retryAfter } of turnedAway) expect(retryAfter).toBe("10");
  const judged = answers.filter(({ status }) => status !== 503);
  expect(judged.length).toBeGreaterThanOrEqual(5);
  for (const { path, status, text } of judged) {
    expect([path, status, text.slice(0, 200), status >= 400 && status < 500]).toEqual([
      path,
      status,
      text.slice(0, 200),
      true,
    ]);
    expect(text.length).toBeLessThan(100_000);
  }
  expect(calls).toBeGreaterThan(judged.length);
  expect(parsed.inOneTurn()).toBeLessThan(9 * MiB);
});

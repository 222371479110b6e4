import { expect, it, onTestFinished } from "vitest";
import { startTables } from "../../local/tables/start-tables.ts";
import { startAuditHub } from "../support/audit-hub.ts";
import type { Answer } from "../support/run-app.ts";
import { type ReadyProgram, startReadyProgram } from "../support/run-program.ts";

const callsASecond = 200;
const seconds = 12;
const changeAfterMs = 3_000;
const tickMs = 25;

/** One in so many calls is an emergency: those tell by which items they were decided, and cost ten times as much. */
const emergencyOneIn = 10;

type Seen = { readonly atMs: number; readonly version: number; readonly way: string | null };

/** Two instances on the same stores. */
async function startTwo(): Promise<readonly [ReadyProgram, ReadyProgram]> {
  const tables = await startTables({ port: 0 });
  onTestFinished(() => tables.stop());
  const hub = await startAuditHub();
  const stores = { TABLES_CONNECTION: tables.connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  const first = await startReadyProgram({ ...stores, SEED_STARTER_CONFIGURATION: "true" });
  return [first, await startReadyProgram(stores)];
}

/** One item changes how a number is written, another where it goes: a call shows whether it was decided by both or neither. */
const change = (baseVersion: number) => ({
  baseVersion,
  reason: "another way out",
  operations: [
    {
      op: "put",
      kind: "conversion",
      item: {
        name: "short-code",
        steps: [{ do: "strip-calling-code" }, { do: "prepend", text: "9" }],
        examples: [{ in: "+44999", out: "9999" }],
      },
    },
    {
      op: "put",
      kind: "route-set",
      item: { name: "emergency", routes: [{ name: "new", host: "new.operator.example" }] },
    },
  ],
});

async function call({ url }: ReadyProgram, isEmergency: boolean, startedMs: number): Promise<Seen> {
  const calledParty = isEmergency ? "+44999" : "+442071838750";
  const response = await fetch(`${url}/api/v1/call-setup`, {
    method: "POST",
    body: JSON.stringify({ callId: "c", ingress: "zoom", calledParty, territory: "GB" }),
  });
  const { config, routes, conversion } = (await response.json()) as Answer;
  const way = isEmergency ? `${config.version} ${routes[0]?.name} ${conversion.calledParty}` : null;
  return { atMs: performance.now() - startedMs, version: config.version, way };
}

/** Makes calls at a steady rate, however long they take to be answered. */
async function traffic(program: ReadyProgram): Promise<readonly Seen[]> {
  const startedMs = performance.now();
  const calls: Promise<Seen>[] = [];
  while (performance.now() - startedMs < seconds * 1_000) {
    const due = ((performance.now() - startedMs) / 1_000) * callsASecond;
    while (calls.length < due) calls.push(call(program, calls.length % emergencyOneIn === 0, startedMs));
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  return Promise.all(calls);
}

it("a change through one instance is decided by the other within five seconds, under traffic, and by no call in part", async () => {
  const [first, second] = await startTwo();
  const startedMs = performance.now();
  const running = Promise.all([first, second].map(traffic));
  running.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, changeAfterMs));
  const response = await fetch(`${first.url}/api/v1/config/changes`, {
    method: "POST",
    body: JSON.stringify(change(1)),
  });
  const answer: unknown = await response.json();
  const answeredMs = performance.now() - startedMs;
  expect(response.status).toBe(201);
  expect(answer).toMatchObject({ version: 2 });

  for (const seen of await running) {
    const ways = new Set(seen.flatMap(({ way }) => way ?? []));
    expect(ways).toEqual(new Set(["1 emergency-a 999", "2 new 9999"]));
    const lastOld = Math.max(...seen.filter(({ version }) => version === 1).map(({ atMs }) => atMs));
    expect(lastOld - answeredMs).toBeLessThan(5_000);
    expect(seen.length).toBeGreaterThan(callsASecond * seconds * 0.9);
  }
}, 60_000);

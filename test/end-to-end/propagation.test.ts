import { expect, it, onTestFinished } from "vitest";
import { dangerCodes } from "../../shared/config/danger-codes.ts";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { amount } from "../support/amount.ts";
import type { Answer } from "../support/app/run-app.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { startAuditHub } from "../support/stores/audit-hub.ts";
import { starterTables } from "../support/stores/starter-tables.ts";

const callsASecond = amount({ usual: 25, thorough: 200 });
const quietMs = 1_000;
const decidedWithinMs = 5_000;
const tickMs = 25;

/** One in so many calls is an emergency: those tell by which items they were decided, and cost ten times as much. */
const emergencyOneIn = 10;

type Seen = { readonly madeMs: number; readonly version: number; readonly way: string | null };

/** Two instances on the same stores. */
async function startTwo(): Promise<readonly [ReadyProgram, ReadyProgram]> {
  const tables = await startTables({ port: 0, beginWith: await starterTables() });
  onTestFinished(() => tables.stop());
  const hub = await startAuditHub();
  const stores = { TABLES_CONNECTION: tables.connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  return [await startReadyProgram(stores), await startReadyProgram(stores)];
}

/** One item changes how a number is written, another where it goes: a call shows whether it was decided by both or neither. */
const change = (baseVersion: number) => ({
  baseVersion,
  reason: "another way out",
  confirm: dangerCodes,
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

async function call({ url }: ReadyProgram, isEmergency: boolean): Promise<Seen> {
  const madeMs = performance.now();
  const calledParty = isEmergency ? "+44999" : "+442071838750";
  const response = await fetch(`${url}/api/v1/call-setup`, {
    method: "POST",
    body: JSON.stringify({ callId: "c", ingress: "zoom", calledParty, territory: "GB" }),
  });
  const { config, routes, conversion } = (await response.json()) as Answer;
  const way = isEmergency ? `${config.version} ${routes[0]?.name} ${conversion.calledParty}` : null;
  return { madeMs, version: config.version, way };
}

/** Makes calls at a steady rate, however long they take to be answered, until it is stopped. */
function startTraffic(program: ReadyProgram): { readonly stop: () => Promise<readonly Seen[]> } {
  const startedMs = performance.now();
  const calls: Promise<Seen>[] = [];
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1_000) * callsASecond;
    while (calls.length < due) calls.push(call(program, calls.length % emergencyOneIn === 0));
  }, tickMs);
  onTestFinished(() => clearInterval(timer));
  return {
    stop: () => {
      clearInterval(timer);
      return Promise.all(calls);
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("a change through one instance is decided by the other within five seconds, under traffic, and by no call in part", async () => {
  const [first, second] = await startTwo();
  const traffics = [first, second].map(startTraffic);
  await pause(quietMs);
  const body = JSON.stringify(change(1));
  const response = await fetch(`${first.url}/api/v1/config/changes`, { method: "POST", body });
  const answeredMs = performance.now();
  expect(response.status, await response.text()).toBe(201);
  await pause(decidedWithinMs + quietMs);

  for (const seen of await Promise.all(traffics.map(({ stop }) => stop()))) {
    const ways = new Set(seen.flatMap(({ way }) => way ?? []));
    expect(ways).toEqual(new Set(["1 emergency-a 999", "2 new 9999"]));
    const lastOld = Math.max(...seen.filter(({ version }) => version === 1).map(({ madeMs }) => madeMs));
    expect(lastOld - answeredMs).toBeLessThan(decidedWithinMs);
  }
}, 60_000);

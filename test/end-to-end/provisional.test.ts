import { expect, it, onTestFinished } from "vitest";
import { tableClient } from "../../shared/tables/table-client.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { amount } from "../support/amount.ts";
import { eventually } from "../support/eventually.ts";
import { never } from "../support/never.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import {
  type Seen,
  slowestOf,
  startTraffic,
  takeAnotherWay,
  untilDecidedBy,
} from "../support/programs/traffic-by-way.ts";
import { startAuditHub } from "../support/stores/audit-hub.ts";
import { starterTables } from "../support/stores/starter-tables.ts";

const callsASecond = amount({ usual: 25, thorough: 100 });
const backWithinMs = 30_000;
/** To look for a version that is due and take it back takes so many answers, each as late as the slowest of a call may be. */
const answersToTakeBack = 20;
const revertAfterS = 60;
const neverByTimer = { WATCH_SCHEDULE: never };

/** Two instances that take calls, and one that makes the change. */
async function startThree(settings: Readonly<Record<string, string>>) {
  const tables = await startTables({ port: 0, beginWith: await starterTables() });
  onTestFinished(() => tables.stop());
  const hub = await startAuditHub();
  const stores = { TABLES_CONNECTION: tables.connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  const author = await startReadyProgram({ ...stores, ...settings });
  const callers = [
    await startReadyProgram({ ...stores, ...settings }),
    await startReadyProgram({ ...stores, ...settings }),
  ];
  return { tables, author, callers };
}

/** Makes another way provisional, and kills the instance that did it. */
async function tryAndDie(program: ReadyProgram): Promise<{ readonly tried: number; readonly revertAtMs: number }> {
  const { version, state, revertAt = "" } = await takeAnotherWay(program, "proposals", { revertAfterS });
  expect(state).toBe("provisional");
  program.signalGroup("SIGKILL");
  await program.exit;
  return { tried: version, revertAtMs: Date.parse(revertAt) };
}

/** Brings the time at which it goes back near: it is in the pointer's row, and nowhere else. */
async function bringNear(tables: Tables): Promise<number> {
  const revertAtMs = Date.now() + 1_000;
  const row = { partitionKey: "active", rowKey: "pointer", revertAt: new Date(revertAtMs).toISOString() };
  await tableClient(tables, "EmergencyConfig").updateEntity(row, "Merge");
  return revertAtMs;
}

async function activeVersion({ url }: ReadyProgram): Promise<number> {
  const config = (await (await fetch(`${url}/api/v1/config/fingerprint`)).json()) as { readonly version: number };
  return config.version;
}

type Case = readonly [string, Readonly<Record<string, string>>];
const byCalls: Case = ["the instances that take calls, where no timer runs", neverByTimer];
const cases = amount<readonly Case[]>({ usual: [byCalls], thorough: [byCalls, ["the timer", {}]] });

const waysOf = (seen: readonly Seen[]) => new Set(seen.flatMap(({ way }) => way ?? []));

it.each(cases)(
  "a provisional version is taken back within 30 s with its maker dead, and decides no call in part: by %s",
  async (_, settings) => {
    const { tables, author, callers } = await startThree(settings);
    const [one] = callers;
    if (one === undefined) throw new Error("there is nobody to take calls");
    const traffics = callers.map((program) => startTraffic(program, callsASecond));
    await untilDecidedBy(1, traffics);
    const said = await tryAndDie(author);
    await untilDecidedBy(said.tried, traffics);
    const triedMs = performance.now();
    const revertAtMs = await amount({ usual: () => bringNear(tables), thorough: async () => said.revertAtMs })();
    const back = await eventually(async () => {
      const version = await activeVersion(one);
      expect(version).toBeGreaterThan(said.tried);
      return version;
    });
    expect(Date.now() - revertAtMs).toBeLessThan(backWithinMs + answersToTakeBack * slowestOf(traffics, triedMs));
    await untilDecidedBy(back, traffics);
    const ways = new Set(["1 emergency-a 999", `${said.tried} new 9999`, `${back} emergency-a 999`]);
    for (const { stop } of traffics) expect(waysOf(await stop())).toEqual(ways);
  },
  400_000,
);

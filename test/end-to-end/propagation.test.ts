import { expect, it, onTestFinished } from "vitest";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { amount } from "../support/amount.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { slowestOf, startTraffic, takeAnotherWay, untilDecidedBy } from "../support/programs/traffic-by-way.ts";
import { startAuditHub } from "../support/stores/audit-hub.ts";
import { starterTables } from "../support/stores/starter-tables.ts";

const callsASecond = amount({ usual: 25, thorough: 200 });
const decidedWithinMs = 5_000;

/** To find a new version and load it takes so many answers one after the other, each as late as the slowest of a call may be. */
const answersToLoad = 10;

/** Two instances on the same stores. */
async function startTwo(): Promise<readonly [ReadyProgram, ReadyProgram]> {
  const tables = await startTables({ port: 0, beginWith: await starterTables() });
  onTestFinished(() => tables.stop());
  const hub = await startAuditHub();
  const stores = { TABLES_CONNECTION: tables.connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  return [await startReadyProgram(stores), await startReadyProgram(stores)];
}

it("a change through one instance is decided by the other within five seconds, under traffic, and by no call in part", async () => {
  const [first, second] = await startTwo();
  const traffics = [first, second].map((program) => startTraffic(program, callsASecond));
  await untilDecidedBy(1, traffics);
  const { version: other } = await takeAnotherWay(first, "changes");
  const answeredMs = performance.now();
  await untilDecidedBy(other, traffics);

  for (const seen of await Promise.all(traffics.map(({ stop }) => stop()))) {
    const ways = new Set(seen.flatMap(({ way }) => way ?? []));
    expect(ways).toEqual(new Set(["1 emergency-a 999", `${other} new 9999`]));
    const lastOld = Math.max(...seen.filter(({ version }) => version === 1).map(({ madeMs }) => madeMs));
    expect(lastOld - answeredMs).toBeLessThan(decidedWithinMs + answersToLoad * slowestOf(traffics, answeredMs));
  }
});

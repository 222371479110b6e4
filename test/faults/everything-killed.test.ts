import { expect, it } from "vitest";
import { connectionStringFor } from "../../tools/event-hubs/connection-string.ts";
import { freePort } from "../../tools/free-port.ts";
import { tablesConnection } from "../../tools/local/tables/start-tables.ts";
import { amount } from "../support/amount.ts";
import { type AnsweredCall, idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { eventually } from "../support/eventually.ts";
import { never } from "../support/never.ts";
import { stillRunning } from "../support/programs/processes.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { starterData } from "../support/stores/starter-tables.ts";
import {
  countTrail,
  endLeases,
  faultsAmong,
  type Stage,
  untilProjected,
  verify,
} from "../support/trail/count-trail.ts";

/** How often everything is killed; `KILLS=30` for a night. */
const kills = Number(process.env.KILLS ?? amount({ usual: 1, thorough: 2 }));
const callsBetween = 150;

/** Changes the configuration; the new version, or null when the program was gone before it answered, or a store was late. */
async function change(url: string, baseVersion: number): Promise<number | null> {
  const item = { name: `customer-${baseVersion}`, defaultTerritory: null };
  const body = JSON.stringify({ baseVersion, reason: "one more", operations: [{ op: "put", kind: "tenant", item }] });
  const answer = await fetch(`${url}/api/v1/config/changes`, { method: "POST", body }).catch(() => null);
  const text = (await answer?.text().catch(() => null)) ?? null;
  if (answer === null || text === null || answer.status === 503) return null;
  if (answer.status !== 201) throw new Error(`${answer.status}: ${text}`);
  const { version }: { version: number } = JSON.parse(text);
  return version;
}

async function activeVersion(url: string): Promise<number> {
  const config = (await (await fetch(`${url}/api/v1/config`)).json()) as { readonly version: number };
  return config.version;
}

async function killAll(program: ReadyProgram): Promise<void> {
  program.signalGroup("SIGKILL");
  await program.exit;
  await eventually(async () => expect(await stillRunning(program.children)).toEqual([]));
}

it(`keeps all that it has answered for with a DATA_DIR, when everything is killed under traffic ${kills} times`, {
  timeout: 600_000 + kills * 180_000,
}, async () => {
  const directory = await starterData();
  const ports = { TABLES_PORT: String(await freePort()), EVENT_HUBS_PORT: String(await freePort()) };
  // What the timers record of their own would be a chain more.
  const byHand = { WATCH_SCHEDULE: never, CONFIG_TIDY_SCHEDULE: never };
  const start = () => startReadyProgram({ DATA_DIR: directory, ...ports, ...byHand });
  const answered: AnsweredCall[] = [];
  const versions: number[] = [];
  let unanswered = 0;

  for (let kill = 0; kill < kills; kill += 1) {
    const program = await start();
    const before = await activeVersion(program.url);
    expect(before).toBeGreaterThanOrEqual(versions.at(-1) ?? 1);
    const version = await eventually(async () => {
      const made = await change(program.url, before);
      if (made === null) throw new Error("the change was not answered");
      return made;
    });
    let killed: Promise<void> | null = null;
    const onAnswer = (calls: number) => {
      if (calls >= callsBetween + kill) killed ??= killAll(program);
    };
    const [made, another] = await Promise.all([
      makeCalls(program.url, callsBetween * 2, { onAnswer }),
      change(program.url, version),
    ]);
    await killed;
    answered.push(...made.answered);
    unanswered += made.unanswered + 1;
    versions.push(version, ...(another === null ? [] : [another]));
  }

  const last = await start();
  expect(last.stdout()).not.toContain("starter configuration activated");
  expect(await activeVersion(last.url)).toBeGreaterThanOrEqual(versions.at(-1) ?? 0);
  for (const version of versions)
    expect((await fetch(`${last.url}/api/v1/config/versions/${version}`)).status).toBe(200);

  const tables = { connectionString: tablesConnection(Number(ports.TABLES_PORT)) };
  await endLeases(tables);
  const hub = { connectionString: connectionStringFor(Number(ports.EVENT_HUBS_PORT)) };
  const stage: Stage = { app: last, tables, hub };
  await untilProjected(stage);
  expect(faultsAmong(await countTrail(stage), idsAnswered(answered, "published", "queued"))).toEqual([]);
  const { chains, complete } = await verify(stage);
  expect(complete).toBe(true);
  const whole = { brokenLinks: [], edited: [], misplaced: [], duplicates: [] };
  expect(chains).toMatchObject(Array(kills).fill(whole));
  const missing = chains.flatMap(({ gaps }) => gaps.map(({ from, to }) => to - from + 1));
  expect(missing.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(unanswered);
});

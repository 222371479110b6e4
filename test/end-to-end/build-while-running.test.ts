import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../../tools/free-port.ts";
import { eventually } from "../support/eventually.ts";
import { childrenOf, stillRunning } from "../support/programs/processes.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const sources = /^(?:bench|cli|console|docs|functions|scripts|shared|tools|[\w.-]+\.(?:json|mjs)|LICENSE)(?:\/|$)/;

/** A checkout of its own, so that what is built and run here disturbs no other test. */
let checkout = "";

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), "checkout-"));
  for (const name of (await readdir(repository)).filter((entry) => sources.test(entry)))
    await cp(join(repository, name), join(checkout, name), { recursive: true });
  await symlink(join(repository, "node_modules"), join(checkout, "node_modules"));
});

afterAll(() => rm(checkout, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;

/** `npm start` as a person types it, with ports of its own; resolves when it is ready. It is killed with the test. */
async function npmStart(environment: Environment = {}) {
  const names = ["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"];
  const ports = await Promise.all(names.map(async (name) => [name, String(await freePort())] as const));
  const env = { ...process.env, npm_lifecycle_event: undefined, ...Object.fromEntries(ports), ...environment };
  const npm = spawn("npm", ["start"], { cwd: checkout, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = npm;
  if (pid === undefined) throw new Error("npm did not start");
  onTestFinished(() => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Nothing of it runs any more.
    }
  });
  let output = "";
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const url = await eventually(() => {
    const ready = /^ready (http:\S+)$/m.exec(output)?.[1];
    if (ready === undefined) throw new Error(`not ready: ${output}`);
    return ready;
  });
  const closed = once(npm, "close");
  return { npm: pid, url, output: () => output, closed, processes: [pid, ...(await descendantsOf(pid))] };
}

async function descendantsOf(pid: number): Promise<readonly number[]> {
  const children = await childrenOf(pid);
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()];
}

const run = (command: string) => promisify(execFile)("sh", ["-c", command], { cwd: checkout });

const untilGone = (pids: readonly number[]) => eventually(async () => expect(await stillRunning(pids)).toEqual([]));

/** Routes whose code is loaded by the first request for them. */
const lazyRoutes = [
  "/api/v1/openapi.json",
  "/api/v1/config",
  "/api/v1/config/versions",
  "/api/v1/config/export?format=csv",
];

describe("npm start", () => {
  it("runs the package where that is named, goes on answering while another build takes its place, and ends with npm", async () => {
    const { npm, url, processes } = await npmStart({ APP_DIRECTORY: "dist/package" });
    await run(`printf 'console.log("another build");\\n' >> functions/main.ts && npm run build`);
    for (const route of lazyRoutes) expect([route, (await fetch(`${url}${route}`)).status]).toEqual([route, 200]);
    const change = await fetch(`${url}/api/v1/config/changes?dryRun=true`, { method: "POST", body: "{}" });
    expect(change.status).toBe(422);
    process.kill(npm, "SIGTERM");
    await untilGone(processes);
  });

  it.each([
    ["npm itself", 0],
    ["what npm has started", 1],
  ])(
    "leaves nothing running when %s is killed, and keeps no copy of an app that nothing runs",
    async (_, generation) => {
      const { processes, closed } = await npmStart();
      expect(await readdir(join(checkout, "dist/running"))).toHaveLength(1);
      expect(processes.length).toBeGreaterThanOrEqual(4);
      process.kill(processes[generation] ?? 0, "SIGKILL");
      await untilGone(processes);
      await closed;
    },
  );
});

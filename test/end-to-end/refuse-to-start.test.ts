import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type ReadyProgram, startProgram, startReadyProgram } from "../support/programs/run-program.ts";

/** A port that something else listens on. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** All that a program says which does not start, and nothing of which runs any more. */
async function refusalOf(environment: Readonly<Record<string, string>>) {
  const program = startProgram(environment);
  const code = await program.exit;
  await program.closed;
  return { code, lines: `${program.stdout()}${program.stderr()}`.trimEnd().split("\n") };
}

describe("a port that is in use", () => {
  it.each(["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"])(
    "as %s is refused in one line that names it",
    async (name) => {
      const port = await takenPort();
      const { code, lines } = await refusalOf({ [name]: String(port) });
      expect(code).toBe(1);
      expect(lines).toEqual([expect.stringMatching(new RegExp(`^Port ${port} .*in use.*${name}`))]);
    },
  );
});

describe("a data directory that another program uses", () => {
  let directory: string;
  let other: ReadyProgram;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "emergency-calls-"));
    ends.push(() => rm(directory, { recursive: true }));
    other = await startReadyProgram({ DATA_DIR: directory }, (end) => ends.push(end));
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  it("is reported together with all ports that are in use", async () => {
    const names = ["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"];
    const ports = await Promise.all(names.map(async (name) => [name, String(await takenPort())] as const));
    const { code, lines } = await refusalOf({ ...Object.fromEntries(ports), DATA_DIR: directory });
    expect(code).toBe(1);
    expect(lines).toEqual([
      ...ports.map(([name, port]) => expect.stringMatching(new RegExp(`^Port ${port} .*in use.*${name}`))),
      expect.stringMatching(new RegExp(`^${directory} is in use by process ${other.pid}, .*DATA_DIR`)),
    ]);
  });

  it("is refused in one line, and the other goes on with it undisturbed", async () => {
    const { code, lines } = await refusalOf({ DATA_DIR: directory });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${directory} is in use by process ${other.pid}, `))]);
    const response = await fetch(`${other.url}/api/v1/call-setup`, {
      method: "POST",
      body: '{"calledParty":"+44999"}',
    });
    expect(await response.json()).toMatchObject({ audit: { status: "published" } });
  });

  it("is taken over when that one was killed", async () => {
    other.signal("SIGKILL");
    await other.exit;
    const second = await startReadyProgram({ DATA_DIR: directory });
    second.signal("SIGTERM");
    expect(await second.exit).toBe(0);
  });
});

describe("settings that are wrong", () => {
  it("are all named when they are of the local start", async () => {
    const { code, lines } = await refusalOf({ HTTP_PORT: "http", TABLES_PORT: "65536", EVENT_HUBS_PORT: "-1" });
    expect(code).toBe(1);
    expect(lines).toEqual(
      ["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"].map((name) => expect.stringMatching(`^${name}: `)),
    );
  });

  it("are all named when they are of the app, and no store is left behind", async () => {
    const { code, lines } = await refusalOf({ AUDIT_PUBLISH_BUDGET_MS: "soon", CONFIG_CHECK_EVERY_MS: "0" });
    expect(code).toBe(1);
    const [logged = "", told, ...others] = lines;
    expect(JSON.parse(logged)).toEqual({
      level: "error",
      message: "the app settings are not valid",
      faults: [expect.stringMatching(/^AUDIT_PUBLISH_BUDGET_MS: /), expect.stringMatching(/^CONFIG_CHECK_EVERY_MS: /)],
    });
    expect(told).toMatch(/^The app settings are not valid: AUDIT_PUBLISH_BUDGET_MS: .*; CONFIG_CHECK_EVERY_MS: /);
    expect(others).toEqual([]);
  });
});

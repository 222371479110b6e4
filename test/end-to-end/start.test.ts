import { execFile, spawnSync } from "node:child_process";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectionStringFor } from "../../local/event-hubs/connection-string.ts";
import { readAuditHub, waitForEvents } from "../support/audit-hub.ts";
import { type ReadyProgram, startReadyProgram } from "../support/run-program.ts";
import { freePort } from "../support/start-proxy.ts";

const hasCurl = spawnSync("curl", ["--version"]).error === undefined;

const cleanUps: (() => Promise<void>)[] = [];
let ports: { readonly HTTP_PORT: number; readonly TABLES_PORT: number; readonly EVENT_HUBS_PORT: number };
let program: ReadyProgram;

beforeAll(async () => {
  ports = { HTTP_PORT: await freePort(), TABLES_PORT: await freePort(), EVENT_HUBS_PORT: await freePort() };
  const environment = Object.entries(ports).map(([name, port]) => [name, String(port)] as const);
  program = await startReadyProgram(Object.fromEntries(environment), (cleanUp) => cleanUps.push(cleanUp));
});

afterAll(() => Promise.all(cleanUps.map((cleanUp) => cleanUp())));

/** What comes of connecting to a port of this machine at one of its addresses. */
function outcomeOfConnecting(host: string, port: number): Promise<"connected" | "refused"> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5_000 });
    const end = (outcome: "connected" | "refused") => () => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once("connect", end("connected")).once("error", end("refused")).once("timeout", end("refused"));
  });
}

it.skipIf(!hasCurl)(
  "prints a curl line that works when pasted, and the event can be read from Event Hubs",
  async () => {
    const lines = program.stdout().trimEnd().split("\n");
    expect(lines.at(-1)).toBe(`ready http://127.0.0.1:${ports.HTTP_PORT}`);
    expect(program.stdout()).toContain(`runs at ${program.url}.`);
    const [command = "", ...others] = lines.filter((line) => line.startsWith("curl "));
    expect(others).toEqual([]);

    const { stdout } = await promisify(execFile)("bash", ["-c", command]);
    const answer: unknown = JSON.parse(stdout);
    expect(answer).toMatchObject({
      class: "emergency",
      conversion: { name: "short-code", calledParty: "999" },
      config: { version: 1, source: "live" },
      audit: { status: "published" },
    });

    const id = /"decisionId":"([^"]+)"/.exec(stdout)?.[1] ?? "";
    const events = await waitForEvents(readAuditHub({ connectionString: connectionStringFor(ports.EVENT_HUBS_PORT) }), [
      id,
    ]);
    expect(events.find(({ messageId }) => messageId === id)?.body).toMatchObject({
      type: "emergency-call.decided.v1",
      data: { request: { ingress: "zoom", calledParty: "+44999" }, decision: { class: "emergency" } },
    });
    expect(program.stderr()).toBe("");
  },
);

it("can be reached from this machine alone", async () => {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const others = addresses
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
  if (process.platform === "linux") others.push("127.0.0.2");
  for (const port of Object.values(ports)) {
    expect(await outcomeOfConnecting("127.0.0.1", port)).toBe("connected");
    for (const address of others) expect(await outcomeOfConnecting(address, port)).toBe("refused");
  }
});

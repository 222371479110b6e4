import { execFile, spawnSync } from "node:child_process";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionStringFor } from "../../tools/event-hubs/connection-string.ts";
import { freePort } from "../../tools/free-port.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";

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

describe("in a browser", () => {
  it("shows what it is and where to look, and every link leads somewhere", async () => {
    const response = await fetch(program.url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).toMatch(/<html lang="en">.*<title>Emergency Call Router.*<main>.*<h1>Emergency Call Router/s);
    expect(page).toContain(`curl -s ${program.url}/api/v1/call-setup`);
    const links = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, path = ""]) => path.replaceAll("&amp;", "&"));
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const link of links) expect([link, (await fetch(`${program.url}${link}`)).status]).toEqual([link, 200]);
  });

  it("loads nothing from elsewhere", async () => {
    const page = await (await fetch(program.url)).text();
    expect(page).not.toMatch(/(?:src|href)="(?!\/|data:)/);
  });

  it.each([
    ["POST", "/"],
    ["GET", "/nothing"],
  ])("has no page for %s %s", async (method, path) => {
    expect((await fetch(`${program.url}${path}`, { method })).status).toBe(404);
  });
});

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

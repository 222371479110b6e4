import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../../tools/free-port.ts";
import { amount } from "../support/amount.ts";
import { startManagedIdentity } from "../support/app/managed-identity.ts";
import { type InstalledEcr, installEcr } from "../support/programs/run-ecr.ts";
import { type ReadyProgram, startReadyProgram, startSeededProgram } from "../support/programs/run-program.ts";
import { starterData } from "../support/stores/starter-tables.ts";

const stops: (() => unknown)[] = [];
const onEnd = (stop: () => unknown): void => void stops.push(stop);
let ecr: InstalledEcr;
let [a, b]: ReadyProgram[] = [];

beforeAll(async () => {
  ecr = installEcr(onEnd);
  [a, b] = await Promise.all([startSeededProgram({}, onEnd), startSeededProgram({}, onEnd)]);
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

const urlOf = (program: ReadyProgram | undefined): string => program?.url ?? "";
async function versionAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/config/fingerprint`);
  return Number(/"(\d+)"/.exec(answer.headers.get("etag") ?? "")?.[1]);
}

describe("ecr from its package, on a machine that has nothing else", () => {
  it("carries a change from one region through a folder to the other", async () => {
    const atA = { ECR_SERVER: urlOf(a) };
    expect(await ecr.run(["export", "router"], atA)).toMatchObject({ exit: 0, err: "" });
    expect(await ecr.run(["plan", "router"], atA)).toMatchObject({ exit: 0, out: expect.stringMatching(/^same$/m) });
    appendFileSync(join(ecr.directory, "router/tenants.csv"), "contoso,GB\r\n");
    expect(await ecr.run(["plan", "router"], atA)).toMatchObject({ exit: 2 });
    expect(await ecr.run(["apply", "router", "--reason", "CHG1"], atA)).toMatchObject({ exit: 0 });
    expect(await ecr.run(["plan", "router"], atA)).toMatchObject({ exit: 0 });
    expect(await ecr.run(["compare", urlOf(a), urlOf(b)])).toMatchObject({
      exit: 2,
      out: expect.stringContaining("contoso"),
    });
    expect(await ecr.run(["promote", urlOf(a), urlOf(b), "--dry-run"])).toMatchObject({ exit: 2 });
    expect(await ecr.run(["promote", urlOf(a), urlOf(b), "--reason", "CHG2"])).toMatchObject({ exit: 0 });
    expect(await ecr.run(["compare", urlOf(a), urlOf(b)])).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^same$/m),
    });
  });

  it("takes rows of lookup tables along, and finds rows that differ under the same number", async () => {
    const post = async (url: string, path: string, body: string) => {
      const answer = await fetch(`${url}/api/v1/config/${path}`, { method: "POST", body });
      expect(answer.status).toBe(201);
    };
    const rows = "imports?kind=lookup-table&name=communes&reason=CHG3&format=csv";
    await post(urlOf(a), rows, "key,value\n75056,0155667788\n");
    const item = { name: "communes", keys: "locationKey", version: 1 };
    const operations = [{ op: "put", kind: "lookup-table", item }];
    await post(
      urlOf(a),
      "changes",
      JSON.stringify({ baseVersion: await versionAt(urlOf(a)), reason: "CHG3", operations }),
    );
    expect(await ecr.run(["promote", urlOf(a), urlOf(b), "--dry-run"])).toMatchObject({
      exit: 2,
      out: expect.stringContaining("  communes@1: 1 rows"),
    });
    expect((await fetch(`${urlOf(b)}/api/v1/config/lookup-tables/communes/versions/1`)).status).toBe(404);
    expect(await ecr.run(["promote", urlOf(a), urlOf(b)])).toMatchObject({ exit: 0 });
    expect(await ecr.run(["compare", urlOf(a), urlOf(b)])).toMatchObject({ exit: 0 });

    await post(urlOf(a), rows, "key,value\n75056,0100000001\n");
    await post(urlOf(b), rows, "key,value\n75056,0100000002\n");
    const second = { baseVersion: await versionAt(urlOf(a)), reason: "CHG4", confirm: ["changes-lookup-rows"] };
    const put = { op: "put", kind: "lookup-table", item: { ...item, version: 2 } };
    await post(urlOf(a), "changes", JSON.stringify({ ...second, operations: [put] }));
    const promoted = await ecr.run(["promote", urlOf(a), urlOf(b), "--confirm", "changes-lookup-rows"]);
    expect(promoted).toMatchObject({ exit: 1, err: expect.stringContaining("version 2 of communes has other rows") });
    expect(await ecr.run(["compare", urlOf(a), urlOf(b)])).toMatchObject({
      exit: 2,
      out: expect.stringContaining("lookup table communes: version 2"),
    });
  });

  it("reads a folder as Excel leaves it, and refuses what Excel has destroyed", async () => {
    const at = { ECR_SERVER: urlOf(b) };
    await ecr.run(["export", "excel"], at);
    const file = join(ecr.directory, "excel/numbers.csv");
    const excel = readFileSync(file, "utf8").replaceAll(",", ";");
    writeFileSync(file, excel);
    expect(await ecr.run(["plan", "excel"], at)).toMatchObject({ exit: 0, out: expect.stringMatching(/^same$/m) });
    for (const [content, cause] of [
      [excel.replace("*;AU;000;", "*;AU;0;"), /numbers\.csv line \d+\.shortCode: .*zeros of 000/],
      [excel.replace("*;DE;112;", "*;DE;1,12E+02;"), /numbers\.csv line \d+\.shortCode: must be 2 to 8 digits/],
      [Buffer.from(excel, "utf16le"), /numbers\.csv line 1: is UTF-16; save the file as CSV UTF-8/],
      [
        Buffer.from(`${excel}*;GB;101;special;;;;;;caf\u00e9;;\r\n`, "latin1"),
        /is not UTF-8; save the file as CSV UTF-8/,
      ],
      ["PK\u0003\u0004", /numbers\.csv line 1: is an Excel workbook/],
    ] as const) {
      writeFileSync(file, content);
      expect(await ecr.run(["plan", "excel"], at)).toMatchObject({ exit: 1, err: expect.stringMatching(cause) });
    }
  });

  it("tells the story of a call and verifies the trail", async () => {
    const at = { ECR_SERVER: urlOf(a) };
    const body = JSON.stringify({ callId: "call-1", ingress: "zoom", calledParty: "+44999" });
    await fetch(`${urlOf(a)}/api/v1/call-setup`, { method: "POST", body });
    await expect
      .poll(async () => (await ecr.run(["call", "call-1"], at)).out)
      .toContain("decided: +44999 is emergency in GB");
    const to = new Date().toISOString();
    const from = new Date(Date.parse(to) - 600_000).toISOString();
    const verify = ["verify", "--anchor", "anchor.json"];
    expect(await ecr.run([...verify, "--from", from, "--to", to], at)).toMatchObject({ exit: 0 });
    const anchor = JSON.parse(readFileSync(join(ecr.directory, "anchor.json"), "utf8"));
    anchor.windows[0].chains[0].lastHash = `sha256:${"0".repeat(64)}`;
    writeFileSync(join(ecr.directory, "anchor.json"), JSON.stringify(anchor));
    expect(await ecr.run([...verify, "--to", to], at)).toMatchObject({
      exit: 3,
      out: expect.stringContaining("rewritten: "),
    });
    expect(JSON.parse(readFileSync(join(ecr.directory, "anchor.json"), "utf8"))).toEqual(anchor);
    expect(readdirSync(ecr.directory).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("ecr where people sign in", () => {
  it("asks for a token by the identity of the machine, for the application that the server names, and needs none that it is given", async () => {
    const guarded = await startSeededProgram({ AUTHENTICATION: "entra" });
    const clientId = "9d1c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e10";
    const identity = await startManagedIdentity(clientId, (stop) => onTestFinished(stop));
    const at = { ECR_SERVER: guarded.url, ...identity.settings, AZURE_CLIENT_ID: clientId };
    // Nobody has signed that token.
    expect(await ecr.run(["export", "guarded"], at)).toMatchObject({
      exit: 5,
      err: expect.stringMatching(/^ecr: .*token/),
    });
    const { clientId: audience } = (await (await fetch(`${guarded.url}/console/settings.json`)).json()) as {
      clientId: string;
    };
    expect(identity.granted).toContainEqual({ resource: `api://${audience}`, clientId });
    const asked = identity.granted.length;
    const ECR_TOKEN = /^export READER_TOKEN=(\S+)$/m.exec(guarded.stdout())?.[1] ?? "";
    expect(await ecr.run(["export", "guarded"], { ...at, ECR_TOKEN })).toMatchObject({ exit: 0 });
    expect(await ecr.run(["apply", "guarded", "--reason", "x"], { ...at, ECR_TOKEN })).toMatchObject({
      exit: 5,
      err: "ecr: the app role Config.Write is needed\n",
    });
    expect(identity.granted).toHaveLength(asked);
  });
});

/** Stands before a server, and calls `onApply` when a change arrives that is to be stored. It passes that on afterwards. */
async function startFront(port: number, onApply: () => Promise<void>): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method, url = "", headers } = request;
    const isApply = method === "POST" && url.includes("dryRun=false");
    const forwarded = openRequest({ host: "127.0.0.1", port, method, path: url, headers });
    forwarded.on("error", () => response.destroy());
    forwarded.on("response", (answer) => {
      if (isApply) return void response.destroy();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forwarded);
    if (isApply) request.on("end", () => void onApply());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a server that is killed while it makes a change live", () => {
  const moments = [100, 0, 400, 1_000].slice(0, amount({ usual: 1, thorough: 4 }));
  it.each(moments)("%i ms after it has the change: ecr tells what is live", async (afterMs) => {
    const dataDirectory = await starterData();
    const port = await freePort();
    const settings = { DATA_DIR: dataDirectory, HTTP_PORT: String(port) };
    const first = await startReadyProgram(settings);
    const restart = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      first.signalGroup("SIGKILL");
      await first.closed;
      await startReadyProgram(settings, onEnd);
    };
    let restarted = Promise.resolve();
    const front = await startFront(port, () => {
      restarted = restart();
      return restarted;
    });
    const at = { ECR_SERVER: front };
    const folder = `killed-${afterMs}`;
    await ecr.run(["export", folder], at);
    appendFileSync(join(ecr.directory, folder, "tenants.csv"), "contoso,GB\r\n");
    const applied = await ecr.run(["apply", folder, "--reason", "CHG1"], at);
    await restarted;
    const planned = await ecr.run(["plan", folder], at);
    const isLive = planned.exit === 0;
    // A machine that is busy restarts later than ecr waits.
    if (applied.err.includes("it is not known")) return expect(applied.exit).toBe(4);
    expect([applied.exit, planned.exit], applied.err).toEqual(isLive ? [0, 0] : [4, 2]);
    expect(isLive ? applied.out : applied.err).toContain(
      isLive ? "the answer was lost" : "version 1 is live, not the change",
    );
  });
});

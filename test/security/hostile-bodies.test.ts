import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readUnsignedBody } from "../../functions/edge/signed-body.ts";
import { makeRecordOutcome } from "../../functions/record-outcome.ts";
import { makeConfigHandlers } from "../../functions/wiring/administration.ts";
import { changeConfiguration } from "../../shared/config/change/change-configuration.ts";
import { makeProposals } from "../../shared/config/proposals/proposals.ts";
import { localCaller } from "../../shared/identity/caller.ts";
import { amount } from "../support/amount.ts";

type ConfigHandlers = ReturnType<typeof makeConfigHandlers>;

// Bodies that keep an instance busy: each is answered with what is wrong, and calls go between. A body is parsed in one go only
// where that takes tens of milliseconds: docs/decisions/2026-11-28-pacing.md.
const { parse } = JSON;
const MiB = 1024 * 1024;
const fill = (unit: string, length: number): string => unit.repeat(Math.floor(length / unit.length));
const names = (length: number): string => Array.from({ length: length / 12 }, (_, i) => `"a${i}":1`).join();
const operations = (item: string, length: number): string =>
  `{"baseVersion":0,"reason":"x","operations":[${fill(`{"op":"put","kind":"number","item":${item}},`, length - 100)}{}]}`;
const services = `{"territory":"GB","shortCode":"999","class":"emergency","services":[${fill('"x",', 3_900)}1]}`;

/** Bodies of a length. At 2 MiB, with THOROUGH=1 at the greatest that the route takes, they have more values than may be parsed. */
const hostile: Readonly<Record<string, (length: number) => string>> = {
  "lists in one another": (length) => "[".repeat(length),
  "lists in one another, all closed": (length) => `${"[".repeat(length / 2)}${"]".repeat(length / 2)}`,
  "objects in one another": (length) => fill('{"a":', length),
  members: (length) => `{${names(length - 2)}}`,
  "members of one operation": (length) => `{"operations":[{${names(length - 20)}}]}`,
  "elements of a list": (length) => `[${fill("0,", length - 2)}0]`,
  "empty objects": (length) => `[${fill("{},", length - 4)}{}]`,
  "empty operations": (length) => `{"operations":[${fill("{},", length - 20)}{}]}`,
  "empty numbers": (length) => `{"numbers":[${fill("{},", length - 20)}{}]}`,
  "calls that are none": (length) => `{"calls":[${fill("1,", length - 20)}1]}`,
  "lists of objects": (length) => `{"operations":[${fill("[{}],", length - 20)}1]}`,
  "unknown members of operations": (length) => operations(`{${names(240)}}`, length),
  "faulty entries of operations": (length) => operations(services, length),
  "faulty entries of numbers": (length) => `{"numbers":[${fill(`${services},`, length - 20)}{}]}`,
  "one long text": (length) => `{"reason":"${"x".repeat(length - 20)}"}`,
  escapes: (length) => `{"reason":"${fill("\\u0061", length - 20)}"}`,
  digits: (length) => `{"baseVersion":${"9".repeat(length - 20)}}`,
  "line ends": (length) => fill("\n", length),
  "short lines": (length) => `territory,shortCode,class\n${fill("a\n", length - 30)}`,
  "one line": (length) => "x".repeat(length),
  "one line of commas": (length) => ",".repeat(length),
  quotes: (length) => '"'.repeat(length),
  "quotes that are not closed": (length) => `territory,shortCode,class\n${fill('a"\n', length - 30)}`,
  "quotes that swallow many lines": (length) =>
    `territory,shortCode,class\n${fill(`"${"a\n".repeat(3_000)}`, length - 30)}`,
  "quotes out of place": (length) => `key,value\n${fill('a""b,"c"d\n', length - 30)}`,
  "bytes that are no text": (length) => `${"\n".repeat(length - 1)}\u00ff`,
};

const routes: readonly (readonly [keyof ConfigHandlers, string, number])[] = [
  ["change-config", "changes", 4 * MiB],
  ["propose-change", "proposals", 4 * MiB],
  ["edit-proposal", "proposals/1/edit", 4 * MiB],
  ["restore-config", "versions/1/restore", 4 * MiB],
  ["simulate-config", "simulations", 4 * MiB],
  ["import-config", "imports?format=json", 8 * MiB],
  ["import-config", "imports?format=json&kind=number", 8 * MiB],
  ["import-config", "imports?format=csv&kind=number", 8 * MiB],
  ["import-config", "imports?format=folder", 8 * MiB],
  ["import-config", "imports?dryRun=true&format=folder", 8 * MiB],
  ["check-list", "lists/acg/check", 8 * MiB],
  ["check-list", "lists/kamailio/check", 8 * MiB],
  ["check-list", "lists/opensips/check", 8 * MiB],
  ["check-list", "lists/csv/check", 8 * MiB],
  ["check-list", "lists/json/check", 8 * MiB],
  ["import-config", "imports?kind=lookup-table&name=sites&format=json&reason=sites", 2 * MiB],
  ["import-config", "imports?kind=lookup-table&name=sites&format=csv&reason=sites", 2 * MiB],
];

/** On an empty store, in which nothing is kept. */
function handlers(): ConfigHandlers {
  const nothing = async () => null;
  const unexpected = async () => {
    throw new Error("nothing of this may get as far as the store");
  };
  const table = { readPointer: nothing, readHeader: nothing, readVersion: unexpected };
  const lookups = { read: unexpected, find: nothing };
  const recentCalls = async () => ({ status: "complete", since: null, calls: [] }) as const;
  const changing = { table, lookups, recentCalls, recordChange: unexpected, now: () => 0, newId: () => "id" };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const change = (asked: Parameters<typeof changeConfiguration>[0]) => changeConfiguration(asked, changing as never);
  const dependencies: unknown = {
    ...changing,
    log,
    recordRead: nothing,
    change,
    importTable: unexpected,
    proposals: makeProposals({ ...changing, change, table: { read: nothing } } as never),
    proposalTable: {},
  };
  return makeConfigHandlers(dependencies as Parameters<typeof makeConfigHandlers>[0]);
}

/** A folder with the body as one of its files. */
const inFolder = (body: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="numbers.csv"\r\n\r\n'),
    body,
    Buffer.from("\r\n--x--\r\n"),
  ]);

function makeRequest(path: string, content: Uint8Array): HttpRequest {
  const isFolder = path.endsWith("format=folder");
  const body = isFolder ? inFolder(content) : content;
  const url = new URL(`http://127.0.0.1/api/v1/config/${path}`);
  const query = Object.fromEntries(url.searchParams);
  const type = isFolder ? "multipart/form-data; boundary=x" : "text/plain";
  const headers = { "content-length": String(body.length), "content-type": type };
  return new HttpRequest({
    method: "POST",
    url: url.href,
    query,
    params: { version: "1", format: /^lists\/(\w+)/.exec(path)?.[1] ?? "" },
    headers,
    body: { bytes: body },
  });
}

async function answerTo(name: keyof ConfigHandlers, request: HttpRequest) {
  const answer = await handlers()[name](request, localCaller, new InvocationContext());
  const text = await new HttpResponse(answer).text();
  return { status: answer.status ?? 200, length: text.length, errors: parse(text).errors ?? [] };
}

const work = { inTurn: 0, mostInTurn: 0 };
let stop = false;

/** A turn of the event loop is where calls go on. */
function nextTurn(): void {
  work.inTurn = 0;
  if (!stop) setImmediate(nextTurn);
}

/** So many values are parsed in one go. */
function note(text: string): void {
  work.inTurn += text.match(/[,[{]/g)?.length ?? 0;
  work.mostInTurn = Math.max(work.mostInTurn, work.inTurn);
}

/** So many readings of the clock make a slice, however fast the machine is. */
const stepMs = 0.09;
/** These are parsed in tens of milliseconds. */
const valuesAtOnce = 450_000;

beforeEach(() => {
  Object.assign(work, { inTurn: 0, mostInTurn: 0 });
  stop = false;
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (nowMs += stepMs));
  vi.spyOn(JSON, "parse").mockImplementation((text, reviver) => {
    note(String(text));
    return parse(text, reviver);
  });
});

afterEach(() => {
  stop = true;
  vi.restoreAllMocks();
});

/** Each route gets every kind with THOROUGH=1, and every other kind without: its neighbour gets the rest. */
const kindsFor = (place: number) =>
  Object.entries(hostile).filter((_, kind) => (kind + place) % amount({ usual: 2, thorough: 1 }) === 0);

describe.each(routes.map((route, place) => [...route, place] as const))("%s %s", (name, path, limitBytes, place) => {
  const bodyLength = amount({ usual: 2 * MiB, thorough: limitBytes }) - 100;

  it.each(kindsFor(place))("answers %s, with few faults, and calls go between", async (kind, body) => {
    const encoding = kind === "bytes that are no text" ? "latin1" : "utf8";
    const request = makeRequest(path, Buffer.from(body(bodyLength), encoding));
    nextTurn();
    const { status, length, errors } = await answerTo(name, request);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(errors.length).toBeLessThanOrEqual(100);
    expect(length).toBeLessThan(100_000);
    expect(work.mostInTurn).toBeLessThanOrEqual(valuesAtOnce);
  });
});

describe("an outcome", () => {
  it.each(Object.entries(hostile))("that is %s is refused", async (_, body) => {
    const handler = makeRecordOutcome({
      readSignedBody: readUnsignedBody,
      audit: { record: async () => "published" },
      now: () => 0,
      instance: "test",
      metrics: { callFailed: () => {} },
    });
    const bytes = Buffer.from(body(64 * 1024 - 100));
    const url = "http://127.0.0.1/api/v1/call-outcomes";
    const request = new HttpRequest({ method: "POST", url, body: { bytes } });
    const answer = await handler(request, new InvocationContext());
    const { status, body: text } = answer as { readonly status: number; readonly body: string };
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(30_000);
  });
});

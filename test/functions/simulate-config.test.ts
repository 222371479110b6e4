import { HttpRequest, HttpResponse, type HttpResponseInit, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { makeOneAtATime } from "../../functions/edge/one-at-a-time.ts";
import { makeSimulateConfig, type SimulateConfigDependencies } from "../../functions/simulate-config.ts";
import { localCaller } from "../../shared/identity/caller.ts";
import { compiledOf } from "../support/config/compiled-document.ts";

const gb999 = { territory: "GB", shortCode: "999", class: "emergency" };
const lists = {
  ingresses: [{ name: "default", spellings: ["plus-country-short-code", "short-code"] }],
  numbers: [gb999, { ...gb999, shortCode: "112" }],
  defaults: { unprovisioned: "ordinary" },
};
const active = { version: 42, ...(await compiledOf(lists)) };
const without999 = await compiledOf({ ...lists, numbers: lists.numbers.slice(1) });
const warnings = [{ path: "operations[0].item.name", message: "differs only in case" }];
const change = { baseVersion: 42, operations: [] };

const dependencies: SimulateConfigDependencies = {
  configurations: {
    active: async () => active,
    version: async (version) => (version === 7 ? { version, ...without999, warnings } : null),
    tryChange: async () => ({ outcome: "tried", configuration: without999, warnings, calls: [] }),
  },
  recentCalls: async () => ({ status: "unavailable", since: null, calls: [] }),
  now: () => Date.parse("2026-11-22T12:00:00.000Z"),
  oneAtATime: makeOneAtATime("busy"),
};

async function post(body: unknown, changes: Partial<SimulateConfigDependencies> = {}): Promise<HttpResponseInit> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const url = "http://127.0.0.1/api/v1/config/simulations";
  const request = new HttpRequest({ method: "POST", url, body: { string: text } });
  const handler = makeSimulateConfig({ ...dependencies, ...changes });
  const answer = await handler(request, localCaller, new InvocationContext());
  return typeof answer.body === "string" ? answer : { ...answer, jsonBody: await new HttpResponse(answer).json() };
}

const trying = (tryChange: SimulateConfigDependencies["configurations"]["tryChange"]) => ({
  configurations: { ...dependencies.configurations, tryChange },
});

const gbCall = { calledParty: "+44999", territory: "GB", callingParty: "+441632960123" };

describe("a simulation of calls", () => {
  it.each([
    ["a change set", { change }, { kind: "change", version: null }],
    ["another version", { version: 7 }, { kind: "version", version: 7 }],
  ])("gives the decision of each now and by %s, and tells which differ", async (_, asked, against) => {
    const calls = [gbCall, { calledParty: "+44112", territory: "GB" }];
    const { jsonBody } = await post({ calls, ...asked });
    expect(jsonBody).toMatchObject({
      baseVersion: 42,
      against,
      decisions: [
        { call: gbCall, before: { class: "emergency" }, after: { class: "ordinary" }, differs: true },
        {
          call: { calledParty: "+44112" },
          before: { class: "emergency" },
          after: { class: "emergency" },
          differs: false,
        },
      ],
    });
    expect(jsonBody.decisions[0].fields).toContain("class");
    expect(jsonBody.decisions[1].fields).toEqual([]);
  });

  it("also tells what the change would do to all known numbers, and that no recent call could be tried", async () => {
    const { jsonBody } = await post({ change });
    expect(jsonBody).toMatchObject({
      decisions: [],
      truncated: false,
      recentCalls: { status: "unavailable", since: null, calls: 0 },
    });
    expect(jsonBody.differing).toBeGreaterThan(0);
    expect(jsonBody.simulated).toBeGreaterThan(jsonBody.differing);
    expect(jsonBody.decisionsChanged[0]).toMatchObject({ source: "configured", before: { class: "emergency" } });
  });

  it.each([
    ["a change set", { change }, "change.operations[0].item.name"],
    ["another version", { version: 7 }, "operations[0].item.name"],
  ])("tells the diff, dangers and warnings of %s", async (_, asked, path) => {
    const { jsonBody } = await post(asked);
    expect(jsonBody).toMatchObject({
      hash: expect.stringMatching(/^sha256:/),
      diff: { summary: { number: { added: 0, changed: 0, removed: 1 } }, truncated: false },
      dangers: [{ danger: "removes-emergency-number", items: ["999 in GB"] }],
      warnings: [{ path, message: "differs only in case" }],
      warningsCount: 1,
    });
  });

  it("gives just the decisions of the active version where nothing else is asked for", async () => {
    const { jsonBody } = await post({ calls: [gbCall] });
    expect(jsonBody).toMatchObject({
      baseVersion: 42,
      against: { kind: "active", version: 42 },
      decisions: [{ before: { class: "emergency" }, after: { class: "emergency" }, differs: false, fields: [] }],
    });
    for (const name of ["decisionsChanged", "dangers", "diff"]) expect(jsonBody).not.toHaveProperty(name);
  });

  it("gives decisions that no record of a real call can be taken for", async () => {
    const { jsonBody } = await post({ calls: [gbCall] });
    for (const name of ["decisionId", "config"]) expect(jsonBody.decisions[0].before).not.toHaveProperty(name);
  });

  it("has the change set tried on the very version that it compares with", async () => {
    const tried: unknown[] = [];
    await post(
      { change },
      trying(async (changeSet, base) => {
        tried.push(changeSet, base);
        return { outcome: "tried", configuration: without999, warnings, calls: [] };
      }),
    );
    expect(tried).toEqual([change, active]);
  });
});

describe("a simulation that cannot be made", () => {
  const tooMany = Array.from({ length: 1_001 }, () => ({ calledParty: "999" }));

  it.each<[string, unknown, number, readonly string[]]>([
    ["that is not JSON", "{", 400, []],
    ["that is not an object", [], 422, [""]],
    [
      "with calls that have no called party",
      { calls: [gbCall, {}, { calledParty: 1 }] },
      422,
      ["calls[1].calledParty", "calls[2].calledParty"],
    ],
    ["with too many calls", { calls: tooMany }, 422, ["calls"]],
    ["with a change and a version", { change, version: 7 }, 422, ["version"]],
    ["with a version that is no number", { version: "7" }, 422, ["version"]],
    ["with a change that is no object", { change: 1 }, 422, ["change"]],
    ["with a field that is not known", { call: [] }, 422, ["call"]],
    ["by a version that there is not", { version: 8 }, 404, []],
    ["that is too large", { calls: ["x".repeat(4 * 1024 * 1024)] }, 413, []],
  ])("%s is answered with what is wrong", async (_, body, status, paths) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    const { errors = [] } = JSON.parse(String(answer.body));
    expect(errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  it("tells in plain words what to write", async () => {
    const answer = await post({ version: "7", change: 1, more: true });
    expect(JSON.parse(String(answer.body)).errors).toEqual([
      { path: "change", message: "must be an object; found 1" },
      { path: "version", message: 'must be a number; found "7"' },
      { path: "more", message: "is no field that is known here" },
    ]);
  });

  it("for the faults of its change set names them where they stand in the request", async () => {
    const faults = [
      { path: "operations[0].item.shortCode", message: "must be 2 to 8 digits" },
      { path: "", message: "unknown" },
    ];
    const answer = await post(
      { change },
      trying(async () => ({ outcome: "invalid", faults })),
    );
    expect(answer.status).toBe(422);
    expect(JSON.parse(String(answer.body)).errors).toEqual([
      { path: "change.operations[0].item.shortCode", message: "must be 2 to 8 digits" },
      { path: "change", message: "unknown" },
    ]);
  });

  it("because its change set was made for another version is answered 409", async () => {
    expect(
      await post(
        { change },
        trying(async () => ({ outcome: "conflict" })),
      ),
    ).toMatchObject({ status: 409 });
  });
});

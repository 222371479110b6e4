import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";

// The genuine app on Azurite and the stand-in, with the starter configuration.
let tables: Tables;
let hub: EventHubsStandIn;
let app: RunningApp;

beforeAll(async () => {
  tables = await startTables({ port: 0 });
  hub = await startEventHubs({
    port: 0,
    hubs: [{ name: "emergency-audit", partitions: 4, consumerGroups: ["$Default", "audit-trail"] }],
  });
  app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    SEED_STARTER_CONFIGURATION: "true",
    AUDIT_PUBLISH_BUDGET_MS: "20000",
  });
});

afterAll(async () => {
  await app.stop();
  await hub.stop();
  await tables.stop();
});

const zoomCall = {
  callId: "f81d4fae-7dec-11d0@sbc1.example.net",
  ingress: "zoom",
  calledParty: "+44999",
  callingParty: "+441632960123",
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: { trunk: "zoom-eu-1" },
};

describe("an emergency call", () => {
  it("is answered with the whole decision", async () => {
    const answer = await app.call(zoomCall);
    expect(answer).toEqual({
      decisionId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      callId: zoomCall.callId,
      class: "emergency",
      action: "route",
      number: {
        received: "+44999",
        normalised: "+44999",
        spelling: "plus-country-short-code",
        callingCode: "44",
        shortCode: "999",
        territory: "GB",
        territoryFrom: expect.any(String),
        candidateTerritories: expect.arrayContaining(["GB"]),
        services: expect.arrayContaining(["ambulance", "fire", "police"]),
        serviceUrn: "urn:service:sos",
      },
      conversion: { name: "short-code", calledParty: "999" },
      routes: [
        {
          name: "emergency-a",
          requestUri: "sip:999@emergency-a.operator.example;user=phone",
          headers: { Priority: "emergency" },
          timeoutMs: 4000,
        },
        {
          name: "emergency-b",
          requestUri: "sip:999@emergency-b.operator.example;user=phone",
          headers: { Priority: "emergency" },
          timeoutMs: 4000,
        },
      ],
      contacts: [
        "<sip:999@emergency-a.operator.example;user=phone>;q=1.0",
        "<sip:999@emergency-b.operator.example;user=phone>;q=0.9",
      ],
      retryOn: [408, 503, 504],
      config: {
        version: 1,
        hash: expect.stringMatching(/^sha256:/),
        source: "live",
        ageMs: expect.toSatisfy(Number.isInteger),
      },
      flags: expect.any(Array),
      audit: { eventId: answer.decisionId, status: "published" },
    });
  });

  it("names its decision and its times in headers", async () => {
    const response = await app.post(zoomCall);
    expect(await response.json()).toMatchObject({ decisionId: response.headers.get("x-decision-id") });
    expect(response.headers.get("server-timing")).toMatch(/^decide;dur=[0-9.]+, audit;dur=[0-9.]+$/);
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it("can be read back from Event Hubs, with the request as it was sent and the answer as it was given", async () => {
    const sent = { ...zoomCall, territory: 44, unknown: { field: ["é😀", null] } };
    const { audit, ...decision } = await app.call(sent);
    const id = decision.decisionId;
    const received = await waitForEvents(readAuditHub(hub), [id]);
    expect(received.find(({ messageId }) => messageId === id)?.body).toMatchObject({
      specversion: "1.0",
      id: audit.eventId,
      source: "/emergency-call-router",
      type: "emergency-call.decided.v1",
      subject: zoomCall.callId,
      datacontenttype: "application/json",
      data: { request: sent, decision, latencyMs: expect.any(Number), instance: expect.any(String), sender: null },
    });
  });

  it("has a decision and an event of its own among many at once", async () => {
    const calls = Array.from({ length: 50 }, (_, i) => ({ ...zoomCall, callId: `call-${i}` }));
    const answers = await Promise.all(calls.map((call) => app.call(call)));
    expect(answers.map(({ callId }) => callId)).toEqual(calls.map(({ callId }) => callId));
    expect(new Set(answers.map(({ decisionId }) => decisionId)).size).toBe(50);
    expect(new Set(answers.map(({ audit }) => audit.status))).toEqual(new Set(["published"]));
    await waitForEvents(
      readAuditHub(hub),
      answers.map(({ decisionId }) => decisionId),
    );
  });
});

describe("the class of a call", () => {
  it.each([
    ["+44999 from Zoom is an emergency", { ingress: "zoom", calledParty: "+44999" }, "emergency", "route", "published"],
    [
      "999 from Teams is an emergency",
      { ingress: "teams", calledParty: "999", territory: "GB" },
      "emergency",
      "route",
      "published",
    ],
    ["+33112 is an emergency", { calledParty: "+33112" }, "emergency", "route", "published"],
    ["+33112345678 is a subscriber", { calledParty: "+33112345678" }, "ordinary", "continue", "not-required"],
    ["933 in the United States is a test", { calledParty: "933", territory: "US" }, "test", "route", "published"],
    [
      "116000 in Germany is a special number",
      { calledParty: "116000", territory: "DE" },
      "special",
      "continue",
      "not-required",
    ],
  ])("%s", async (_, event, callClass, action, status) => {
    expect(await app.call(event)).toMatchObject({ class: callClass, action, audit: { status } });
  });

  it("of no emergency and no test costs neither store anything", async () => {
    const sends = hub.sends();
    const answer = await app.call({ calledParty: "+33112345678" });
    expect(answer).toMatchObject({ routes: [], contacts: [], audit: { eventId: null, status: "not-required" } });
    expect(hub.sends()).toBe(sends);
  });
});

const textFields = ["callId", "ingress", "tenant", "callingParty", "territory", "locationKey", "receivedAt"];

/** Everything a field can be that it must not be. */
const wrong: readonly [field: string, what: string, value: unknown][] = [
  ...textFields.flatMap((field): [string, string, unknown][] => [
    [field, "a number", 0],
    [field, "true", true],
    [field, "a list", ["a"]],
    [field, "an object", {}],
  ]),
  ["callId", "empty", ""],
  ["callId", "of 257 characters", "x".repeat(257)],
  ["callId", "two lines", "a\r\nb"],
  ["ingress", "empty", ""],
  ["ingress", "of 65 characters", "x".repeat(65)],
  ["tenant", "empty", ""],
  ["tenant", "of 65 characters", "x".repeat(65)],
  ["callingParty", "of 1,025 digits", "1".repeat(1025)],
  ["callingParty", "a sentence", "call me back"],
  ["territory", "empty", ""],
  ["territory", "of three letters", "GBR"],
  ["territory", "one that does not exist", "ZZ"],
  ["territory", "no letters", "4."],
  ["territory", "a flag", "🇬🇧"],
  ["locationKey", "empty", ""],
  ["locationKey", "of 65 characters", "x".repeat(65)],
  ["locationKey", "with a NUL", "a\u0000b"],
  ["receivedAt", "a word", "yesterday"],
  ["receivedAt", "a date", "2026-11-22"],
  ["receivedAt", "no day", "2026-02-30T00:00:00Z"],
  ["attributes", "a text", "trunk"],
  ["attributes", "a number", 1],
  ["attributes", "a list", ["a"]],
  ["attributes", "of numbers", { trunk: 1 }],
  ["attributes", "of objects", { trunk: { name: "a" } }],
  ["attributes", "21 of them", Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i}`, ""]))],
];

describe("an emergency call with something wrong beside the called party", () => {
  it.each(wrong)("is an emergency and flags a %s that is %s", async (field, _, value) => {
    const answer = await app.call({ ...zoomCall, [field]: value });
    expect(answer).toMatchObject({
      class: "emergency",
      conversion: { calledParty: "999" },
      audit: { status: "published" },
    });
    expect(answer.flags).toContain(`invalid:${field}`);
  });

  it("is an emergency when all of it is wrong, and flags all of it", async () => {
    const fields = [
      "callId",
      "ingress",
      "tenant",
      "callingParty",
      "territory",
      "locationKey",
      "receivedAt",
      "attributes",
    ];
    const answer = await app.call({
      calledParty: "+44999",
      ...Object.fromEntries(fields.map((field) => [field, [0]])),
    });
    expect(answer.class).toBe("emergency");
    expect(answer.flags).toEqual(
      expect.arrayContaining([...fields.map((field) => `invalid:${field}`), "generated-call-id"]),
    );
  });

  it.each([undefined, null])("is an emergency without any flag for fields that are %s", async (value) => {
    const { ingress, calledParty, callId } = zoomCall;
    const absent = {
      tenant: value,
      callingParty: value,
      territory: value,
      locationKey: value,
      receivedAt: value,
      attributes: value,
    };
    const answer = await app.call({ ingress, calledParty, callId, ...absent });
    expect(answer.class).toBe("emergency");
    expect(answer.flags.filter((flag) => flag.startsWith("invalid:"))).toEqual([]);
  });

  it("says that it knows no such ingress", async () => {
    expect((await app.call({ ...zoomCall, ingress: "carrier-pigeon" })).flags).toContain("unknown-ingress");
  });

  it("makes a Call-ID where there is none, and says so", async () => {
    const { callId, flags } = await app.call({ calledParty: "+44999" });
    expect(callId).not.toBe("");
    expect(flags).toContain("generated-call-id");
  });

  it.each([
    ["fields nobody knows", '{"y":[1,{"z":null}]}'],
    ["members named like those of every object", '{"__proto__":{"a":1},"constructor":1,"toString":2}'],
    ["lists in lists to any depth", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
    ["objects in objects to any depth", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ])("is an emergency and recorded with %s", async (_, extra) => {
    const response = await app.post(`{"calledParty":"+44999","extra":${extra}}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ class: "emergency", audit: { status: "published" } });
  });
});

describe("a body that nests deeper than any store or reader should walk", () => {
  it("is recorded as the text it came as", async () => {
    const body = `{"calledParty":"+44999","extra":${"[".repeat(1_000)}${"]".repeat(1_000)}}`;
    const id = (await app.post(body)).headers.get("x-decision-id") ?? "";
    const received = await waitForEvents(readAuditHub(hub), [id]);
    expect(received.find(({ messageId }) => messageId === id)?.body.data.request).toBe(body);
  });
});

describe("an odd called party", () => {
  it.each([
    ["nothing", ""],
    ["a space", " "],
    ["NUL", "\u0000"],
    ["an emoji", "🚑"],
    ["half a character", "\ud83d"],
    ["300 digits", "9".repeat(300)],
    ["300 letters", "x".repeat(300)],
    ["60,000 characters", "+44999".repeat(10_000)],
    ["a line break", "\r\n"],
    ["a plus alone", "+"],
    ["a path", "../../etc/passwd"],
    ["a name of every object", "__proto__"],
    ["a broken URI", "sip:@;;;%%%"],
    ["a URN of nothing", "urn:service:"],
    ["right-to-left marks", "\u202e+44999x"],
  ])("of %s is answered 200 and is ordinary", async (_, calledParty) => {
    const answer = await app.call({ calledParty });
    expect(answer).toMatchObject({ class: "ordinary", action: "continue", number: { received: calledParty } });
    expect(answer.audit).toEqual({ eventId: null, status: "not-required" });
  });
});

describe("a body that is no call-setup event", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "calledParty=+44999"],
    ["half a JSON object", '{"calledParty":"+44999"'],
    ["null", "null"],
    ["a text", '"+44999"'],
    ["a number", "44999"],
    ["a list", '["+44999"]'],
    ["an empty object", "{}"],
    ["a called party of null", '{"calledParty":null}'],
    ["a called party that is a number", '{"calledParty":44999}'],
    ["a called party that is a list", '{"calledParty":["+44999"]}'],
    ["a called party that is an object", '{"calledParty":{"number":"+44999"}}'],
    ["a called party under another name", '{"CalledParty":"+44999"}'],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00])],
  ])("%s is 400 with problem details", async (_, body) => {
    const response = await app.post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      type: "about:blank",
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
    });
  });

  it.each([
    ["the called party where an object lacks it", {}, "calledParty", "is missing"],
    ["a called party of another type", { calledParty: 44999 }, "calledParty", "must be text; found 44999"],
    ["a body that is no object", [], "", "must be an object"],
  ])("names %s", async (_, body, path, message) => {
    expect(await (await app.post(body)).json()).toMatchObject({ errors: [{ path, message }] });
  });
});

describe("the size of a body", () => {
  const sized = (bytes: number): string => {
    const event = JSON.stringify({ calledParty: "+44999", padding: "" });
    return event.replace('"padding":""', `"padding":"${"x".repeat(bytes - event.length)}"`);
  };

  it("may be 64 KiB", async () => {
    const response = await app.post(sized(64 * 1024));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ class: "emergency" });
  });

  it.each([64 * 1024 + 1, 5_000_000])("of %i bytes is 413 with problem details", async (bytes) => {
    const response = await app.post(sized(bytes));
    expect(response.status).toBe(413);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 413, detail: expect.stringContaining("65536") });
  });

  it("counts bytes and not characters", async () => {
    expect((await app.post({ calledParty: "+44999", padding: "😀".repeat(20_000) })).status).toBe(413);
  });
});

describe("the route", () => {
  it.each(["GET", "PUT", "DELETE"])("is not there for %s", async (method) => {
    expect((await fetch(`${app.url}/api/v1/call-setup`, { method })).status).toBe(404);
  });
});

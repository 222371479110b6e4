import { describe, expect, it } from "vitest";
import { useSeededApp } from "../support/app/seeded-app.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";

const product = useSeededApp();

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
    const answer = await product().app.call(zoomCall);
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
        {
          name: "contingency",
          requestUri: "sip:999@contingency.operator.example;user=phone",
          headers: { Priority: "emergency" },
          timeoutMs: 4000,
        },
      ],
      contacts: [
        "<sip:999@emergency-a.operator.example;user=phone>;q=1.0",
        "<sip:999@emergency-b.operator.example;user=phone>;q=0.9",
        "<sip:999@contingency.operator.example;user=phone>;q=0.8",
      ],
      retryOn: [408, 503, 504],
      location: null,
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
    const response = await product().app.post(zoomCall);
    expect(await response.json()).toMatchObject({ decisionId: response.headers.get("x-decision-id") });
    expect(response.headers.get("server-timing")).toMatch(/^decide;dur=[0-9.]+, audit;dur=[0-9.]+$/);
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it("can be read back from Event Hubs, with the request as it was sent and the answer as it was given", async () => {
    const sent = { ...zoomCall, territory: 44, unknown: { field: ["é😀", null] } };
    const { audit, ...decision } = await product().app.call(sent);
    const id = decision.decisionId;
    const received = await waitForEvents(readAuditHub(product().hub), [id]);
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
    const answers = await Promise.all(calls.map((call) => product().app.call(call)));
    expect(answers.map(({ callId }) => callId)).toEqual(calls.map(({ callId }) => callId));
    expect(new Set(answers.map(({ decisionId }) => decisionId)).size).toBe(50);
    expect(new Set(answers.map(({ audit }) => audit.status))).toEqual(new Set(["published"]));
    await waitForEvents(
      readAuditHub(product().hub),
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
    expect(await product().app.call(event)).toMatchObject({ class: callClass, action, audit: { status } });
  });

  it("of no emergency and no test costs neither store anything", async () => {
    const sends = product().hub.sends();
    const answer = await product().app.call({ calledParty: "+33112345678" });
    expect(answer).toMatchObject({ routes: [], contacts: [], audit: { eventId: null, status: "not-required" } });
    expect(product().hub.sends()).toBe(sends);
  });
});

describe("the route", () => {
  it.each(["GET", "PUT", "DELETE"])("is not there for %s", async (method) => {
    expect((await fetch(`${product().app.url}/api/v1/call-setup`, { method })).status).toBe(404);
  });
});

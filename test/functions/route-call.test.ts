import { setImmediate } from "node:timers/promises";
import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { describe, expect, it, vi } from "vitest";
import { readUnsignedBody } from "../../functions/edge/signed-body.ts";
import { makeRouteCall } from "../../functions/route-call.ts";
import type { AuditEvent } from "../../shared/audit/audit-event.ts";
import { makeProbeCheck, probeMarker } from "../../shared/identity/probe-marker.ts";
import { starterSnapshot } from "../support/config/decide-call.ts";
import { serialisedInvite } from "../support/text/serialised-invite.ts";

/** Posts a call to a handler with a fault in its code; answers with how many calls it counted as failed. */
function postToFaulty(body: string) {
  const callFailed = vi.fn();
  const failing = () => {
    throw new Error("a fault in the code");
  };
  const handler = makeRouteCall({
    readSignedBody: readUnsignedBody,
    isProbe: null,
    snapshots: { current: failing },
    audit: { record: async () => "published", close: async () => {} },
    recordsLocations: false,
    now: failing,
    newId: () => "1",
    instance: "test-1",
    metrics: { decided: () => {}, callFailed },
    suspectedCalls: { add: () => {} },
  });
  const request = new HttpRequest({
    method: "POST",
    url: "http://localhost/api/v1/call-setup",
    body: { string: body },
  });
  return { answer: (async () => handler(request, new InvocationContext()))(), callFailed };
}

it("counts a call that fails, and lets it fail", async () => {
  const { answer, callFailed } = postToFaulty('{"calledParty":"+44999"}');
  await expect(answer).rejects.toThrow("a fault in the code");
  expect(callFailed).toHaveBeenCalledOnce();
});

it("does not count a call that is refused", async () => {
  const { answer, callFailed } = postToFaulty("no JSON");
  expect(await answer).toMatchObject({ status: 400 });
  expect(callFailed).not.toHaveBeenCalled();
});

/** What a call gets, and what is recorded of it. */
async function postCall(query: string, body: string, recordsLocations = false) {
  const recorded: AuditEvent[] = [];
  const steps: string[] = [];
  const handler = makeRouteCall({
    readSignedBody: readUnsignedBody,
    isProbe: null,
    snapshots: {
      current: () => ({ snapshot: starterSnapshot, config: { version: 1, hash: "h", source: "live", ageMs: 0 } }),
    },
    audit: {
      record: async (event) => {
        recorded.push(event);
        steps.push("given");
        await setImmediate();
        steps.push("stored");
        return "published";
      },
      close: async () => {},
    },
    recordsLocations,
    now: () => Date.parse("2026-11-22T12:00:00.000Z"),
    newId: () => "id-1",
    instance: "test-1",
    metrics: { decided: () => {}, callFailed: () => {} },
    suspectedCalls: { add: () => {} },
  });
  const url = `http://localhost/api/v1/call-setup${query}`;
  const parameters = Object.fromEntries(new URL(url).searchParams);
  const request = new HttpRequest({ method: "POST", url, query: parameters, body: { string: body } });
  const response = await handler(request, new InvocationContext());
  steps.push("answered");
  const text = response instanceof HttpResponse ? await response.text() : String(response?.body);
  return { answer: JSON.parse(text), recorded, steps };
}

describe("a call in Kamailio's forms", () => {
  it("is answered as rtjson takes it, and recorded as it came but for its body", async () => {
    const { answer, recorded } = await postCall("?question=sipjson&answer=rtjson&ingress=zoom", serialisedInvite);
    expect(answer).toMatchObject({
      version: "1.0",
      routing: "serial",
      class: "emergency",
      decisionId: "id-1",
      flags: ["location-unreadable"],
      audit: { eventId: "id-1", status: "published" },
    });
    const { rb: _, ...others } = JSON.parse(serialisedInvite);
    expect(recorded).toMatchObject([
      {
        subject: "f81d4fae-7dec@zoom.example",
        data: {
          request: others,
          query: { question: "sipjson", answer: "rtjson", ingress: "zoom" },
          decision: {
            number: { territory: "GB", territoryFrom: "callingParty" },
            routes: [{ name: "emergency-a" }, {}, {}],
          },
        },
      },
    ]);
  });

  it("has no routes and no event where it is an ordinary one", async () => {
    const { answer, recorded } = await postCall("?question=sipjson&answer=rtjson", '{"ru":"sip:+33112345678@sbc"}');
    expect(answer).toMatchObject({ action: "continue", routes: [], audit: { eventId: null, status: "not-required" } });
    expect(recorded).toEqual([]);
  });

  it("is told what it lacks where it has no called party", async () => {
    const { answer } = await postCall("?question=sipjson&answer=rtjson", '{"rU":"999"}');
    expect(answer).toMatchObject({ status: 400, errors: [{ path: "ru", message: "is missing" }] });
  });

  it.each<[string, string]>([
    ["a text of a megabyte", JSON.stringify({ pidf: "<".repeat(1024 * 1024) })],
    ["a list of a megabyte", `[${"1,".repeat(500_000)}1]`],
    ["lists in lists", "[".repeat(5_000) + "]".repeat(5_000)],
    ["lists in lists of a megabyte", "[".repeat(500_000) + "]".repeat(500_000)],
    ["a body of a megabyte", JSON.stringify({ body: "--b\r\n".repeat(200_000) })],
  ])("is decided with a location that is %s", async (_, location) => {
    const { answer } = await postCall(
      "",
      `{"calledParty":"+44999","callId":"c","territory":"GB","location":${location}}`,
    );
    expect(answer).toMatchObject({ class: "emergency", number: { territory: "GB" }, location: null });
    expect(answer.flags).toContain("location-unreadable");
  });

  it("is decided with a body of Kamailio's that is too long, and refused with anything else that is", async () => {
    const rb = "--b\r\n".repeat(100_000);
    const { answer } = await postCall(
      "?question=sipjson",
      JSON.stringify({ ru: "+44999", ci: "c", territory: "GB", rb }),
    );
    expect(answer).toMatchObject({ class: "emergency", flags: ["location-unreadable"] });
    expect((await postCall("", JSON.stringify({ calledParty: "+44999", more: rb, location: 1 }))).answer.status).toBe(
      413,
    );
    expect((await postCall("", JSON.stringify({ calledParty: "+44999", location: rb.repeat(4) }))).answer.status).toBe(
      413,
    );
  });

  it("is recorded nowhere with where its caller is", async () => {
    const location = { geo: { lat: 51.5012, lon: -0.1419 } };
    for (const query of ["", "?question=sipjson"]) {
      const called = query === "" ? { calledParty: "+44999" } : { ru: "+44999", rb: JSON.stringify(location) };
      const { recorded } = await postCall(query, JSON.stringify({ ...called, location }));
      expect(recorded).toHaveLength(1);
      expect(JSON.stringify(recorded)).not.toMatch(/51\.5|0\.1419/);
    }
  });

  it("is recorded with where its caller is in an event of its own, if the app is set so", async () => {
    const location = { geo: { lat: 51.5012, lon: -0.1419 } };
    const { recorded } = await postCall("", JSON.stringify({ calledParty: "+44999", callId: "c", location }), true);
    expect(recorded).toMatchObject([
      { id: "id-1", data: { request: { calledParty: "+44999", callId: "c" } } },
      {
        id: "location-id-1",
        type: "emergency-call.location.v1",
        subject: "c",
        data: { decisionId: "id-1", location: { location } },
      },
    ]);
    expect(JSON.stringify(recorded[0])).not.toContain("51.5");
    const kamailios = JSON.stringify({
      ru: "+44999",
      rb: "--b",
      cT: "multipart/mixed;boundary=b",
      geolocation: "<cid:a@b>",
    });
    expect((await postCall("?question=sipjson", kamailios, true)).recorded[1]?.data).toMatchObject({
      location: { rb: "--b", cT: "multipart/mixed;boundary=b", geolocation: "<cid:a@b>" },
    });
    expect((await postCall("", '{"calledParty":"+44999"}', true)).recorded).toHaveLength(1);
    expect((await postCall("", JSON.stringify({ calledParty: "+442079460000", location }), true)).recorded).toEqual([]);
  });

  it("is recorded with both events at once, and answered when both are stored", async () => {
    const location = { civic: { country: "GB" } };
    const { steps } = await postCall("", JSON.stringify({ calledParty: "+44999", location }), true);
    expect(steps).toEqual(["given", "given", "stored", "stored", "answered"]);
  });

  it.each([false, true])("has its ELIN in the answer, and in no decision that is recorded: %s", async (isFull) => {
    const location = { civic: { country: "GB", ELIN: "+441632960999" } };
    const { answer, recorded } = await postCall("", JSON.stringify({ calledParty: "+44999", location }), isFull);
    expect(answer.location).toMatchObject({ elin: "+441632960999" });
    expect(recorded[0]?.data).toMatchObject({ decision: { location: { method: null, uncertaintyM: null } } });
    expect(JSON.stringify(recorded[0])).not.toMatch(/elin|960999/);
    expect(recorded).toHaveLength(isFull ? 2 : 1);
  });

  it("leaves the event of any other call as it was", async () => {
    const { recorded } = await postCall("", '{"calledParty":"+44999"}');
    expect(Object.keys(recorded[0]?.data ?? {})).toEqual(["request", "latencyMs", "instance", "sender", "decision"]);
  });
});

const probeSecret = "what probes are signed with, and only they";
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

/** An instance with a secret for probes, and what it recorded and counted. */
function startInstance() {
  const recorded: AuditEvent[] = [];
  const decided = vi.fn();
  const suspected = vi.fn();
  const handler = makeRouteCall({
    readSignedBody: readUnsignedBody,
    isProbe: makeProbeCheck({ secrets: [probeSecret], now: () => nowMs }),
    snapshots: {
      current: () => ({
        snapshot: starterSnapshot,
        config: { version: 7, hash: "sha256:0", source: "live", ageMs: 0 },
      }),
    },
    audit: {
      record: async (event) => {
        recorded.push(event);
        return "published";
      },
      close: async () => {},
    },
    recordsLocations: false,
    now: () => nowMs,
    newId: () => "1",
    instance: "test-1",
    metrics: { decided, callFailed: () => {} },
    suspectedCalls: { add: suspected },
  });
  const post = async (body: string, headers: Readonly<Record<string, string>>) => {
    const url = "http://localhost/api/v1/call-setup";
    const request = new HttpRequest({ method: "POST", url, headers, body: { string: body } });
    const answer = new HttpResponse(await handler(request, new InvocationContext()));
    return { status: answer.status, probe: answer.headers.get("x-probe"), body: JSON.parse(await answer.text()) };
  };
  return { post, recorded, decided, suspected };
}

const probeOf = (fields: object) =>
  JSON.stringify({ calledParty: "+44999", callId: "probe-1", receivedAt: new Date(nowMs).toISOString(), ...fields });
const marked = (body: string, secret = probeSecret) => ({ "x-probe-signature": probeMarker(secret, body) });

describe("a probe", () => {
  it("is decided as a call is, and neither recorded nor counted", async () => {
    const { post, recorded, decided, suspected } = startInstance();
    const probe = probeOf({});
    const answer = await post(probe, marked(probe));
    expect(answer).toMatchObject({
      status: 200,
      probe: "verified",
      body: {
        class: "emergency",
        callId: "probe-1",
        config: { version: 7 },
        audit: { eventId: null, status: "not-required" },
      },
    });
    const doubtful = probeOf({ calledParty: "9999", callId: "probe-2" });
    expect(await post(doubtful, marked(doubtful))).toMatchObject({ status: 200, probe: "verified" });
    expect(recorded).toEqual([]);
    expect(decided).not.toHaveBeenCalled();
    expect(suspected).not.toHaveBeenCalled();
  });

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ["without a marker", probeOf({}), {}],
    ["with a marker by another secret", probeOf({}), marked(probeOf({}), "somebody who guesses a secret of probes")],
    ["with the marker of another body", probeOf({}), marked(probeOf({ calledParty: "+44112" }))],
    ["that is no hexadecimal text", probeOf({}), { "x-probe-signature": "sesame" }],
    ["of two minutes ago", ...old()],
    ["under the Call-ID of a real call", ...real()],
  ])("is a call like any other %s", async (_, body, headers) => {
    const { post, recorded, decided } = startInstance();
    const answer = await post(body, headers);
    expect(answer).toMatchObject({ status: 200, probe: null, body: { audit: { status: "published" } } });
    expect(recorded).toMatchObject([{ type: "emergency-call.decided.v1" }]);
    expect(decided).toHaveBeenCalledOnce();
  });

  it("that somebody overheard and sends again is a call like any other", async () => {
    const { post, recorded, decided } = startInstance();
    const probe = probeOf({});
    await post(probe, marked(probe));
    expect(await post(probe, marked(probe))).toMatchObject({ status: 200, probe: null });
    expect(recorded).toHaveLength(1);
    expect(decided).toHaveBeenCalledOnce();
  });
});

function old() {
  const body = probeOf({ receivedAt: new Date(nowMs - 120_001).toISOString() });
  return [body, marked(body)] as const;
}

function real() {
  const body = probeOf({ callId: "f81d4fae-7dec-11d0@sbc1.example.net" });
  return [body, marked(body)] as const;
}

import { describe, expect, it } from "vitest";
import { memberOf, recordedEvent } from "../../../shared/audit/recorded-event.ts";
import { serialisedInvite } from "../../support/text/serialised-invite.ts";

describe("a recorded request", () => {
  const request = JSON.parse(serialisedInvite);
  const query = { question: "sipjson", ingress: "zoom" };

  it.each<[string, unknown]>([
    ["as it came", request],
    ["as text", serialisedInvite],
  ])("in Kamailio's form has the members of a call-setup event: %s", (_, recorded) => {
    const names = ["calledParty", "callId", "callingParty", "ingress"];
    expect(names.map((name) => memberOf({ request: recorded, query }, name))).toEqual([
      "sip:+44999@127.0.0.1:5099;user=phone",
      "f81d4fae-7dec@zoom.example",
      "sip:+441632960123@zoom.example",
      "zoom",
    ]);
  });

  it.each<[string, Record<string, unknown>, unknown]>([
    ["an event", { request: { calledParty: "999", ru: "a" } }, { calledParty: "999", ru: "a" }],
    ["text", { request: '{"calledParty":"999"}' }, { calledParty: "999" }],
    ["no JSON", { request: "{" }, null],
    ["nothing", {}, undefined],
    ["an event that was announced otherwise", { request: { calledParty: "999" }, query }, { calledParty: "999" }],
  ])("is what it is: %s", (_, recorded, event) => {
    expect(recordedEvent(recorded)).toEqual(event);
  });
});

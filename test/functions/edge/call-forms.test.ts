import { HttpRequest } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { readCall, readCallForms } from "../../../functions/edge/call-forms.ts";

const event = { calledParty: "+44999", callId: "call-1" };
const sipjson = { ru: "sip:+44999@sbc", ci: "call-1" };

function ask(query: string, body: unknown) {
  const { searchParams } = new URL(`http://localhost/api/v1/call-setup?${query}`);
  const request = new HttpRequest({
    method: "POST",
    url: "http://localhost/",
    query: Object.fromEntries(searchParams),
  });
  const forms = readCallForms(request, body);
  const read = readCall(body, forms, () => "made-1");
  return {
    answer: forms.answer,
    query: forms.query,
    called: read?.call.calledParty,
    ingress: read?.call.ingress,
    flags: read?.flags,
  };
}

describe("the forms of a call", () => {
  it.each<[string, string, unknown, Partial<ReturnType<typeof ask>>]>([
    ["nothing", "", event, { answer: null, query: null, called: "+44999", flags: [] }],
    ["a function key", "code=abc", event, { answer: null, query: null, flags: [] }],
    [
      "both of Kamailio's",
      "question=sipjson&answer=rtjson&ingress=zoom&code=abc",
      sipjson,
      {
        answer: "rtjson",
        query: { question: "sipjson", answer: "rtjson", ingress: "zoom" },
        called: "sip:+44999@sbc",
        ingress: "zoom",
        flags: [],
      },
    ],
    ["Kamailio's question alone", "question=sipjson", sipjson, { answer: null, ingress: null, flags: [] }],
    ["Kamailio's answer alone", "answer=rtjson", event, { answer: "rtjson", called: "+44999", flags: [] }],
  ])("are as the URL says: %s", (_, query, body, expected) => {
    expect(ask(query, body)).toMatchObject(expected);
  });

  it.each<[string, string, unknown, Partial<ReturnType<typeof ask>>]>([
    [
      "a question that is not known, of an event",
      "question=SIPJSON",
      event,
      { called: "+44999", flags: ["invalid:question"] },
    ],
    [
      "a question that is not known, of sipjson",
      "question=sip-json&ingress=zoom",
      sipjson,
      { called: "sip:+44999@sbc", ingress: "zoom", flags: ["invalid:question"] },
    ],
    [
      "a question that is given twice",
      "question=sipjson,sipjson",
      sipjson,
      { called: "sip:+44999@sbc", flags: ["invalid:question"] },
    ],
    [
      "an event where sipjson is announced",
      "question=sipjson&answer=rtjson",
      event,
      { answer: "rtjson", called: "+44999", flags: ["invalid:question"] },
    ],
    ["an answer that is not known, to an event", "answer=xml", event, { answer: null, flags: ["invalid:answer"] }],
    [
      "an answer that is not known, to sipjson",
      "question=sipjson&answer=rt-json",
      sipjson,
      { answer: "rtjson", flags: ["invalid:answer"] },
    ],
    ["an empty answer", "question=sipjson&answer=", sipjson, { answer: "rtjson", flags: ["invalid:answer"] }],
    ["an empty ingress", "question=sipjson&ingress=", sipjson, { ingress: null, flags: ["invalid:ingress"] }],
    [
      "an ingress for an event, which names its own",
      "ingress=zoom",
      event,
      { ingress: null, flags: ["unknown:ingress"] },
    ],
    ["other parameters", "question=sipjson&colour=red", sipjson, { flags: ["unknown:colour"] }],
  ])("are decided, answered and flagged: %s", (_, query, body, expected) => {
    expect(ask(query, body)).toMatchObject(expected);
  });

  it("name five members and parameters that are unknown, and no more", () => {
    const more = { one: 1, two: 2, three: 3 };
    expect(ask("question=sipjson&two=2&four=4&five=5&six=6", { ...event, ...more }).flags).toEqual([
      ...["unknown:one", "unknown:two", "unknown:three", "invalid:question"],
      ...["unknown:four", "unknown:five"],
    ]);
  });

  it.each([
    ["", sipjson],
    ["question=sipjson", {}],
    ["question=no", []],
  ])("are no call without a called party: ?%s", (query, body) => {
    expect(ask(query, body).called).toBeUndefined();
  });

  it("are recorded shortened where they are long", () => {
    expect(ask(`question=${"x".repeat(5_000)}`, event).query).toEqual({ question: `${"x".repeat(64)}…` });
  });
});

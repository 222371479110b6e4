import { describe, expect, it } from "vitest";
import { expectationSchema } from "../../../shared/config/expectation.ts";

const whole = {
  name: "gb-999",
  call: {
    ingress: "teams",
    tenant: "contoso",
    calledParty: "tel:999;phone-context=+44",
    callingParty: "+441632960123",
    territory: "GB",
    locationKey: "75056",
  },
  at: "2027-01-01T00:00:00.000Z",
  expect: {
    class: "emergency",
    action: "route",
    territory: "GB",
    conversion: "short-code",
    calledParty: "999",
    firstRoute: "emergency-a",
    requestUri: "sip:999@emergency-a.operator.example;user=phone",
    flags: { has: ["unknown:trunk"], lacks: ["contingency-route"] },
  },
  why: "Ofcom GC A3.2",
  owner: "voice",
};

/** Where the faults of an expectation are. */
function faultsOf(given: unknown): readonly string[] {
  const read = expectationSchema.safeParse(given);
  return read.success ? [] : read.error.issues.map(({ path }) => path.join("."));
}

const withCall = (fields: object) => ({ ...whole, call: { ...whole.call, ...fields } });
const withExpected = (fields: object) => ({ ...whole, expect: { ...whole.expect, ...fields } });

describe("an expectation", () => {
  it("keeps all that it says", () => {
    expect(expectationSchema.parse(whole)).toEqual(whole);
  });

  it("needs a call, something expected, a reason and an owner, and is judged now", () => {
    const { call, expect: expected, why, owner, name } = whole;
    const least = { name, call: { ingress: call.ingress, calledParty: call.calledParty }, why, owner };
    expect(expectationSchema.parse({ ...least, expect: { class: expected.class } })).toEqual({
      ...least,
      at: null,
      expect: { class: "emergency" },
    });
    expect(faultsOf({ name })).toEqual(["call", "expect", "why", "owner"]);
  });

  it.each<[string, unknown, string]>([
    ["a call by no ingress", withCall({ ingress: undefined }), "call.ingress"],
    ["a call with a field of no decision", withCall({ callId: "1" }), "call"],
    ["a called party that the store would change", withCall({ calledParty: "9\ud800" }), "call.calledParty"],
    ["an instant without milliseconds", { ...whole, at: "2027-01-01T00:00:00Z" }, "at"],
    ["nothing expected", { ...whole, expect: {} }, "expect"],
    ["flags of which nothing is said", withExpected({ flags: {} }), "expect.flags"],
    ["a flag that no decision has", withExpected({ flags: { has: ["urgent"] } }), "expect.flags.has.0"],
    ["something expected that a decision does not have", withExpected({ route: "a" }), "expect"],
    ["a class that there is not", withExpected({ class: "urgent" }), "expect.class"],
    ["no reason", { ...whole, why: "" }, "why"],
    ["no owner", { ...whole, owner: "" }, "owner"],
  ])("refuses %s", (_, given, path) => {
    expect(faultsOf(given)).toEqual([path]);
  });
});

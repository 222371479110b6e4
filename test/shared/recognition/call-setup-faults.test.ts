import { describe, expect, it } from "vitest";
import { callSetupFaults } from "../../../shared/recognition/call-setup-faults.ts";

describe("what is wrong with a call-setup event", () => {
  it.each<[string, unknown, string, string]>([
    ["a called party that is not there", { called: "+44999" }, "calls[2].calledParty", "is missing"],
    ["one of null", { calledParty: null }, "calls[2].calledParty", "must be text; found null"],
    ["a number", { calledParty: 999 }, "calls[2].calledParty", "must be text; found 999"],
    ["a text", "+44999", "calls[2]", 'must be an object; found "+44999"'],
    ["nothing", null, "calls[2]", "must be an object; found null"],
  ])("is told of %s", (_, value, path, message) => {
    expect(callSetupFaults(value, ["calls", 2])).toEqual([{ path, message }]);
  });

  it("is nothing where there is a called party, whatever else there is", () => {
    expect(callSetupFaults({ calledParty: "", ingress: 7, more: [] })).toEqual([]);
  });
});

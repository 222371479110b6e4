import { describe, expect, it } from "vitest";
import { callerNumbers, prefixesOf } from "../../../shared/recognition/caller-numbers.ts";

describe("a caller's number", () => {
  it.each<[string, string | null, string | null, readonly string[]]>([
    ["in its full form", "+441632960123", "GB", ["+441632960123"]],
    ["in a URI", "<sip:+441632960123@h;user=phone>", null, ["+441632960123"]],
    ["behind an international prefix", "00441632960123", null, ["00441632960123", "+441632960123"]],
    ["behind a false plus", "+00441632960123", "GB", ["+00441632960123", "+441632960123"]],
    ["without its plus", "441632960123", null, ["441632960123", "+441632960123"]],
    ["in the national form", "01632 960123", "GB", ["01632960123", "+441632960123"]],
    ["in the national form, without the 0", "1632960123", "GB", ["1632960123", "+441632960123"]],
    ["in the national form, and nobody knows where", "01632960123", null, ["01632960123"]],
    ["in the national form of another place", "01632960123", "US", ["01632960123"]],
    [
      "that is another country's without its plus",
      "41912345678",
      "BR",
      ["41912345678", "+5541912345678", "+41912345678"],
    ],
    ["of an extension", "4711", "GB", ["4711"]],
    ["in a place without numbers", "4711", "AQ", ["4711"]],
    ["that is withheld", "anonymous", "GB", []],
    ["that is a name", "sip:alice@h", "GB", []],
    ["that is not told", null, "GB", []],
  ])("%s: %s in %s", (_, callingParty, territory, numbers) => {
    expect(callerNumbers(callingParty, territory)).toEqual(numbers);
  });

  it("has its beginnings, the longest first, of each form in turn", () => {
    expect(prefixesOf(["00", "+1"])).toEqual(["00", "0", "+1", "+"]);
    expect(prefixesOf(["1".repeat(1_000)])).toHaveLength(20);
  });
});

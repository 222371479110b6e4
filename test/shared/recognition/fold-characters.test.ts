import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldCharacters } from "../../../shared/recognition/fold-characters.ts";
import { classOf } from "../../support/config/decide-call.ts";

describe("a number at the end of a long text", () => {
  it.each([
    ["a display name", `"${"é".repeat(4_100)}" <sip:+44999@h>`],
    ["invisible characters", `${"\u200b".repeat(4_100)}+44999`],
    ["their escapes", `sip:${"%E2%80%8B".repeat(4_100)}+44999@h`],
    ["as many as a request holds", `${"\u00ad".repeat(32_000)}+44999`],
  ])("is read behind %s", (_, calledParty) => {
    expect(classOf(calledParty)).toBe("emergency");
  });

  it("is read however long the text is, and whatever invisible characters it has", () => {
    const invisible = fc.constantFrom("\u200b", "\u00ad", "\u0301", "\u2060", "\u3164", "\0");
    fc.assert(
      fc.property(invisible, fc.nat(20_000), fc.nat(20_000), (character, before, after) => {
        expect(foldCharacters(`${character.repeat(before)}٩99${character.repeat(after)}`)).toBe("999");
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../shared/catalogue/catalogue.ts";
import { behindKeys } from "../../../shared/recognition/behind-keys.ts";
import { decideCall } from "../../support/config/decide-call.ts";

describe("behind keys of a telephone system", () => {
  it.each([
    ["9911", "911"],
    ["00112", "112"],
    ["*112", "112"],
    ["**112", "112"],
    ["#31#112", "112"],
    ["*67911", "911"],
    ["112*", "112"],
    ["999*", "999"],
    ["000*", "000"],
    ["911**", "911"],
    ["999*#", "999"],
    ["9*999", "999"],
    ["9#999", "999"],
    ["0*112", "112"],
    ["00*999", "999"],
    ["9999*", "999"],
    ["9*67911#", "911"],
    ["+4444999", "999"],
    ["+4444999*", "999"],
    ["+11911", "911"],
  ])("in %s stands %s", (text, rest) => {
    expect(behindKeys(text)).toContain(rest);
  });

  it.each(["+44999", "112", "0112", ""])("nothing stands in %j", (text) => {
    expect(behindKeys(text)).toEqual([]);
  });

  it("stand parts of any dial string, all shorter, and few", () => {
    const text = fc.string({ unit: fc.constantFrom(..."+09*#1"), maxLength: 24 });
    fc.assert(
      fc.property(text, (dialled) => {
        const rests = behindKeys(dialled);
        expect(rests.every((rest) => dialled.includes(rest) && rest !== "" && rest.length < dialled.length)).toBe(true);
        expect(rests.length).toBeLessThan(2 * dialled.length + 1);
      }),
    );
  });
});

const flagsOf = (calledParty: string, event: object) => {
  const { class: callClass, flags } = decideCall({ calledParty, ingress: "zoom", ...event });
  return { callClass, flags };
};

const suspected = { callClass: "ordinary", flags: ["suspected"] };

describe("an emergency of the place is suspected among keys of a telephone system", () => {
  it.each([
    ["999*", "GB"],
    ["999*#", "GB"],
    ["999#*", "GB"],
    ["9*999", "GB"],
    ["9#999", "GB"],
    ["00*999", "GB"],
    ["sip:999*@h", "GB"],
    ["tel:999*", "GB"],
    ["112*", "GB"],
    ["911*", "US"],
    ["911**", "US"],
    ["9*911", "US"],
    ["9*67911#", "US"],
    ["000*", "AU"],
    ["106*", "AU"],
    ["0*112", "DE"],
  ])("%s in %s", (calledParty, territory) => {
    expect(flagsOf(calledParty, { territory })).toEqual(suspected);
  });

  const primary = catalogue.filter(({ tier, class: callClass }) => tier === "primary" && callClass === "emergency");

  it.each(["*", "**", "*#", "#*"])("whatever the number, in front of %s", (keys) => {
    const silent = primary
      .map(({ territory, shortCode }) => ({ territory, calledParty: `${shortCode}${keys}` }))
      .filter(({ territory, calledParty }) => flagsOf(calledParty, { territory }).flags.length === 0);
    expect(silent).toEqual([]);
  });
});

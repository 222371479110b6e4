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
    ["+19911", "911"],
    ["+1*911", "911"],
    ["+9911", "911"],
    ["+*911", "911"],
    ["+4900112", "112"],
    ["+499112", "112"],
    ["+44#31#999", "999"],
    ["+44*141*999", "999"],
    ["+4400999", "999"],
  ])("in %s stands %s", (text, rest) => {
    expect(behindKeys(text)).toContain(rest);
  });

  it.each(["+44112", "112", "", "+"])("nothing stands in %j", (text) => {
    expect(behindKeys(text)).toEqual([]);
  });

  it("stand parts of any dial string, all shorter, and few", () => {
    const text = fc.string({ unit: fc.constantFrom(..."+09*#1"), maxLength: 24 });
    fc.assert(
      fc.property(text, (dialled) => {
        const rests = behindKeys(dialled);
        expect(rests.every((rest) => dialled.includes(rest) && rest !== "" && rest.length < dialled.length)).toBe(true);
        expect(rests.length).toBeLessThan(4 * dialled.length + 1);
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
    ["+19911", "US"],
    ["+1*911", "US"],
    ["+9911", "US"],
    ["+*911", "US"],
    ["*1911", "US"],
    ["+4900112", "DE"],
    ["+499112", "DE"],
    ["+49*112", "DE"],
    ["+44*999", "GB"],
    ["+44#31#999", "GB"],
    ["+353#31#112", "IE"],
    ["+44(0)(0)999", "GB"],
    ["141999", "GB"],
    ["141112", "GB"],
    ["1470999", "GB"],
    ["+44141999", "GB"],
    ["141112", "IE"],
    ["184119", "JP"],
    ["186-110", "JP"],
    ["+81184119", "JP"],
    ["1831000", "AU"],
    ["1167911", "US"],
    ["1167911", "CA"],
    ["133999", "HK"],
    ["0197111", "NZ"],
    ["9141999", "GB"],
    ["0999*", "GB"],
    ["+44:999", "GB"],
    ["141*999", "GB"],
    ["+611831000", "AU"],
    ["142112", "IE"],
  ])("%s in %s", (calledParty, territory) => {
    expect(flagsOf(calledParty, { territory })).toEqual(suspected);
  });

  it.each(["+44*999", "+19911", "+4900112", "+44141999"])(
    "%s where nothing but the calling code tells the place",
    (calledParty) => {
      expect(flagsOf(calledParty, {})).toEqual(suspected);
    },
  );

  it.each([
    ["141999", "DE"],
    ["141999", "JE"],
    ["+44101:999", "GB"],
    ["442079460000:5060", "GB"],
    ["184119", "GB"],
    ["+44*101", "GB"],
    ["+44141101", "GB"],
    ["+441419990000", "GB"],
    ["*31#02079460000", "GB"],
    ["+4991112345", "DE"],
  ])("but not %s in %s", (calledParty, territory) => {
    expect(flagsOf(calledParty, { territory }).flags).toEqual([]);
  });

  const primary = catalogue.filter(({ tier, class: callClass }) => tier === "primary" && callClass === "emergency");

  it.each<[string, (shortCode: string, callingCode: string) => string]>([
    ["in front of a star", (shortCode) => `${shortCode}*`],
    ["in front of a star and a hash", (shortCode) => `${shortCode}*#`],
    ["behind a calling code and a star", (shortCode, callingCode) => `+${callingCode}*${shortCode}`],
    ["behind a calling code and a code", (shortCode, callingCode) => `+${callingCode}#31#${shortCode}`],
  ])("whatever the number, %s", (_, write) => {
    const silent = primary
      .map(({ territory, callingCode, shortCode }) => ({ territory, calledParty: write(shortCode, callingCode) }))
      .filter(({ territory, calledParty }) => flagsOf(calledParty, { territory }).flags.length === 0);
    expect(silent).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { catalogue } from "../../../shared/catalogue/catalogue.ts";
import { type AcceptedSpelling, spellings } from "../../../shared/recognition/spellings.ts";
import { decideCall, starter, starterWith } from "../../support/config/decide-call.ts";

const zoomOnly = { name: "zoom", spellings: ["plus-country-short-code"] };
const pbx = { name: "pbx", spellings: ["short-code"], masks: [{ dialled: "9112", shortCode: "112" }] };

const snapshot = await starterWith(() => ({
  ingresses: [
    zoomOnly,
    pbx,
    { ...zoomOnly, name: "strict", strictSpellings: true },
    { ...zoomOnly, name: "german", defaultTerritory: "DE" },
    { ...zoomOnly, name: "turkish", internationalPrefixes: ["00", "810"] },
    { name: "lists-guesses", spellings: ["no-plus", "trunk-zero"] },
  ],
  tenants: [{ name: "contoso", defaultTerritory: "GB" }],
}));

/** A number in a form that the ingress does not list, and what says where the call is from. */
describe("an emergency in a spelling that the ingress does not list", () => {
  it.each([
    ["999", { tenant: "contoso" }, "GB", "tenant", "short-code", "999"],
    ["112", { ingress: "german" }, "DE", "ingress", "short-code", "112"],
    ["110", { callingParty: "+49301234567" }, "DE", "callingParty", "short-code", "110"],
    ["000", { territory: "AU" }, "AU", "event", "short-code", "000"],
    ["+112", { territory: "FR" }, "FR", "event", "legacy-plus-short-code", "112"],
    ["0044999", { tenant: "contoso" }, "GB", "tenant", "international-prefix", "999"],
    ["00 33 15", { callingParty: "+33123456789" }, "FR", "callingParty", "international-prefix", "15"],
    ["tel:999", { tenant: "contoso" }, "GB", "tenant", "tel", "999"],
    ["tel:+1911", { territory: "US" }, "US", "event", "tel", "911"],
    ["sip:112@sbc.example.net", { ingress: "german" }, "DE", "ingress", "sip", "112"],
    ["sip:44999@sbc.example.net;user=phone", { tenant: "contoso" }, "GB", "tenant", "sip", "999"],
    ["sip:0112@sbc.example.net", { ingress: "german" }, "DE", "ingress", "sip", "112"],
    ["44999", { tenant: "contoso" }, "GB", "tenant", "no-plus", "999"],
    ["44 112", { tenant: "contoso" }, "GB", "tenant", "no-plus", "112"],
    ["1911", { territory: "US" }, "US", "event", "no-plus", "911"],
    ["1911", { callingParty: "+14165551234" }, "CA", "callingParty", "no-plus", "911"],
    ["61000", { territory: "AU" }, "AU", "event", "no-plus", "000"],
    ["+49 (0)112", { ingress: "german" }, "DE", "ingress", "trunk-zero", "112"],
    ["+490112", { callingParty: "+49301234567" }, "DE", "callingParty", "trunk-zero", "112"],
    ["0049 0 110", { ingress: "german" }, "DE", "ingress", "trunk-zero", "110"],
    ["0112", { ingress: "german" }, "DE", "ingress", "trunk-zero", "112"],
    ["0999", { tenant: "contoso" }, "GB", "tenant", "trunk-zero", "999"],
    ["0000", { territory: "AU" }, "AU", "event", "trunk-zero", "000"],
    ["112#", { ingress: "german" }, "DE", "ingress", "short-code", "112"],
    ["sip:112%23@h", { ingress: "german" }, "DE", "ingress", "sip", "112"],
    ["+44999##", { tenant: "contoso" }, "GB", "tenant", "plus-country-short-code", "999"],
    ["+0044999", { tenant: "contoso" }, "GB", "tenant", "international-prefix", "999"],
    ["+0112", { ingress: "german" }, "DE", "ingress", "trunk-zero", "112"],
  ])(
    "(%s with %j) is one in %s, by the %s, as %s",
    (calledParty, call, territory, territoryFrom, spelling, shortCode) => {
      expect(decideCall({ ingress: "zoom", calledParty, ...call }, snapshot)).toMatchObject({
        class: "emergency",
        action: "route",
        number: { territory, territoryFrom, spelling, shortCode },
        flags: expect.arrayContaining(["unexpected-spelling"]),
      });
    },
  );

  it.each([
    ["999", { territory: "GB" }],
    ["44999", { territory: "GB" }],
    ["0999", { territory: "GB" }],
    ["tel:+44999", {}],
    ["+44999#", { territory: "GB" }],
  ])("(%s with %j) is ordinary and suspected at a strict one", (calledParty, call) => {
    expect(decideCall({ ingress: "strict", calledParty, ...call }, snapshot)).toMatchObject({
      class: "ordinary",
      action: "continue",
      number: { territory: null, shortCode: null },
      flags: ["suspected"],
    });
  });

  it.each(["44999", "0999"])("is listed where it is one that needs a guess, and has no flag (%s)", (calledParty) => {
    expect(decideCall({ ingress: "lists-guesses", calledParty, territory: "GB" }, snapshot)).toMatchObject({
      class: "emergency",
      flags: [],
    });
  });
});

describe("a number that this network routes like an ordinary call, or a test number", async () => {
  const listed = await starterWith(({ numbers }) => ({
    ingresses: [
      zoomOnly,
      pbx,
      { ...zoomOnly, name: "strict", strictSpellings: true },
      { name: "lists-guesses", spellings: ["no-plus"] },
    ],
    tenants: [{ name: "contoso", defaultTerritory: "GB" }, { name: "roaming" }],
    numbers: [
      ...numbers,
      { tenant: "contoso", territory: "GB", shortCode: "101", class: "emergency-normal-routing" },
      { tenant: "roaming", territory: "GB", shortCode: "4714", class: "emergency-normal-routing" },
    ],
  }));
  const contoso = { tenant: "contoso" };
  const outcomeOf = (calledParty: string, ingress: string, call: object): readonly [string, readonly string[]] => {
    const { class: callClass, flags } = decideCall({ calledParty, ingress, ...call }, listed);
    return [callClass, flags];
  };

  it.each([
    ["101", "zoom", contoso],
    ["0044101", "zoom", contoso],
    ["44101", "zoom", contoso],
    ["0101", "zoom", contoso],
    ["tel:+44101", "zoom", contoso],
    ["sip:101@h", "zoom", contoso],
    ["101#", "zoom", contoso],
    ["4714", "zoom", { tenant: "roaming", territory: "GB" }],
  ])(
    "has its class in an unlisted spelling where its place is known, with a flag: %s at %s with %j",
    (calledParty, ingress, call) => {
      expect(outcomeOf(calledParty, ingress, call)).toEqual(["emergency-normal-routing", ["unexpected-spelling"]]);
    },
  );

  it.each([
    ["+44101", "zoom", contoso, "emergency-normal-routing"],
    ["101", "pbx", contoso, "emergency-normal-routing"],
    ["44101", "lists-guesses", contoso, "emergency-normal-routing"],
    ["+1933", "zoom", { territory: "US" }, "test"],
    ["933", "pbx", { territory: "US" }, "test"],
    ["1933", "zoom", { territory: "GB" }, "ordinary"],
    ["1933", "zoom", {}, "ordinary"],
    ["4714", "zoom", { tenant: "contoso" }, "ordinary"],
  ])("has no flag where nothing is odd: %s at %s with %j is %s", (calledParty, ingress, call, callClass) => {
    expect(outcomeOf(calledParty, ingress, call)).toEqual([callClass, []]);
  });

  it.each([
    ["tel:+44101", "strict", contoso],
    ["44101", "strict", contoso],
    ["4714", "zoom", { tenant: "roaming" }],
    ["444714", "zoom", { tenant: "roaming" }],
    ["101,", "zoom", contoso],
    ["*101", "pbx", contoso],
    ["933", "zoom", { territory: "US" }],
    ["1933", "zoom", { territory: "US" }],
    ["0111933", "zoom", { callingParty: "+12125551234" }],
    ["+1933", "pbx", { territory: "GB" }],
    ["tel:+1933", "strict", {}],
    ["933", "zoom", {}],
    ["933,", "zoom", { territory: "US" }],
  ])("is suspected otherwise, and never routed: %s at %s with %j", (calledParty, ingress, call) => {
    expect(outcomeOf(calledParty, ingress, call)).toEqual(["ordinary", ["suspected"]]);
  });
});

describe("a guess", () => {
  it.each<[string, object, string]>([
    ["49112", { territory: "DE" }, "12 in Leer, whose area code is 491"],
    ["421112", { territory: "SK" }, "possible in Slovakia"],
    ["0911", { territory: "US" }, "0 is no national prefix in the United States"],
    ["0112", { territory: "IT" }, "0 is part of the number in Italy"],
    ["0112", {}, "nobody knows where the caller is"],
    ["44999", {}, "nobody knows where the caller is"],
    ["44999", { territory: "FR" }, "the calling code is another country's"],
    ["+353 0 999", { territory: "GB" }, "the calling code is another country's"],
    ["64111", { territory: "AQ" }, "there is no numbering plan"],
    ["3317", { territory: "FR" }, "a service that people call in France"],
    ["22117", { territory: "SN" }, "a service that people call in Senegal"],
    ["57123", { territory: "CO" }, "a service that people call in Colombia"],
  ])("is not made of %s with %j, which is suspected: %s", (calledParty, call) => {
    expect(decideCall({ ingress: "pbx", calledParty, ...call }, snapshot)).toMatchObject({
      class: "ordinary",
      flags: expect.arrayContaining(["suspected"]),
    });
  });
});

describe("a call that would be an emergency", () => {
  const numbers = [
    ...starter.numbers,
    { territory: "GB", shortCode: "4711", class: "emergency", validUntil: "2026-01-01T00:00:00.000Z" },
    { territory: "GB", shortCode: "4712", class: "emergency", validFrom: "2027-01-01T00:00:00.000Z" },
    { territory: "GB", shortCode: "4713", class: "emergency", validUntil: "2026-01-01T00:00:00.000Z" },
    { territory: "GB", shortCode: "4713", class: "special", validFrom: "2026-01-01T00:00:00.000Z" },
    { territory: "GB", shortCode: "118", class: "ordinary" },
  ];

  it.each([
    ["in another territory", "+353999", "strict-only", { territory: "GB" }, "ordinary"],
    ["in another territory", "117", "pbx", { territory: "GB" }, "ordinary"],
    ["in another territory of the calling code", "+1999", "zoom", { territory: "US" }, "ordinary"],
    ["in another spelling", "+44999", "pbx", {}, "ordinary"],
    ["in another spelling", "44999", "pbx", {}, "ordinary"],
    ["in another spelling", "tel:+44999", "strict", { territory: "GB" }, "ordinary"],
    ["at another ingress, where it is a mask", "9112", "zoom", { territory: "GB" }, "ordinary"],
    ["at another ingress, with another prefix", "81044999", "pbx", { territory: "FR" }, "ordinary"],
    ["with the calling code of another country", "+44110", "zoom", { callingParty: "+49301234567" }, "ordinary"],
    ["with the calling code of another country", "tel:110;phone-context=+44", "zoom", { territory: "GB" }, "ordinary"],
    ["behind a digit for the outside line", "9999", "pbx", { territory: "GB" }, "ordinary"],
    ["behind a digit for the outside line", "9-911", "zoom", { callingParty: "+12125551234" }, "ordinary"],
    ["by one older report", "199", "pbx", { territory: "JO" }, "ordinary"],
    ["by one older report", "+962199", "zoom", {}, "ordinary"],
    ["by one older report", "993", "pbx", { callingParty: "+26771123456" }, "ordinary"],
    ["behind two zeros", "00112", "pbx", { territory: "DE" }, "ordinary"],
    ["behind a code that withholds the number", "#31#112", "pbx", { territory: "DE" }, "ordinary"],
    ["behind a code that withholds the number", "*67911", "pbx", { territory: "US" }, "ordinary"],
    ["in front of a star", "112*", "pbx", { territory: "DE" }, "ordinary"],
    ["behind its calling code twice", "+4444999", "zoom", { territory: "GB" }, "ordinary"],
    ["behind an international prefix that no ingress has", "001161000", "zoom", { territory: "AU" }, "ordinary"],
    ["behind the international prefix of the place", "001 65 995", "zoom", { territory: "SG" }, "ordinary"],
    ["behind the international prefix of the place", "012972100", "pbx", { callingParty: "+97221234567" }, "ordinary"],
    ["in front of an extension", "999x5", "pbx", { territory: "GB" }, "ordinary"],
    ["with a plus in the middle", "44+999", "zoom", {}, "ordinary"],
    ["behind a star", "*112", "pbx", { territory: "DE" }, "ordinary"],
    ["in front of a hash, and nobody knows where", "112#", "pbx", {}, "ordinary"],
    ["in front of a pause", "112,,", "pbx", { territory: "DE" }, "ordinary"],
    ["in escapes of escapes", "sip:%252B49112@h", "zoom", {}, "ordinary"],
    ["at an earlier time", "4711", "pbx", { territory: "GB" }, "ordinary"],
    ["at a later time", "4712", "pbx", { territory: "GB" }, "ordinary"],
    ["at an earlier time, and is a service now", "4713", "pbx", { territory: "GB" }, "special"],
  ])("%s (%s at %s with %j) is suspected", async (_, calledParty, ingress, call, callClass) => {
    const before = await starterWith(() => ({
      ingresses: [
        zoomOnly,
        pbx,
        { ...zoomOnly, name: "strict", strictSpellings: true },
        { name: "strict-only", spellings: ["short-code"], strictSpellings: true },
        { ...zoomOnly, name: "turkish", internationalPrefixes: ["810"] },
      ],
      numbers,
    }));
    const { class: decided, flags } = decideCall({ calledParty, ingress, ...call }, before);
    expect({ decided, flags }).toEqual({ decided: callClass, flags: ["suspected"] });
  });

  it.each([
    ["a number that the list of the place has as another service", "+44101", { territory: "GB" }],
    ["the same in the caller's territory only", "+1211", { callingParty: "+12125551234" }],
    ["an entry that says what it is", "118", { territory: "GB" }],
    ["a subscriber", "+442079460000", { territory: "GB" }],
    ["a subscriber without a plus", "442079460000", { territory: "GB" }],
    ["a subscriber in the national form", "02079460000", { territory: "GB" }],
    ["a subscriber whose number begins like one", "+33112345678", { territory: "FR" }],
    ["one digit more", "9991", { territory: "GB" }],
    ["a name", "alice", { territory: "GB" }],
    ["a number that one older report has elsewhere", "774", { territory: "GB" }],
    ["a service in front of a pause", "101,", { territory: "GB" }],
    ["a code of the telephone system", "*101", { territory: "GB" }],
    ["a digit for the outside line where nobody knows the place", "9911", {}],
    ["the international prefix of another place", "00165995", { territory: "GB" }],
    ["a subscriber behind the international prefix of the place", "0016561234567", { territory: "SG" }],
    ["a subscriber whose number begins with a calling code by chance", "20123", { territory: "TO" }],
    ["nothing", "", { territory: "GB" }],
  ])("is not suspected: %s (%s)", async (_, calledParty, call) => {
    const before = await starterWith(() => ({ numbers }));
    expect(decideCall({ calledParty, ...call }, before).flags).toEqual([]);
  });

  it.each([
    ["+44999", {}],
    ["999", { territory: "GB" }],
    ["sip:999@h", { territory: "GB" }],
    ["44999", { territory: "GB" }],
  ])("is suspected (%s with %j) where the configuration switches the catalogue off", async (calledParty, call) => {
    const off = await starterWith(({ defaults }) => ({
      numbers: [{ territory: "DE", shortCode: "112", class: "emergency" }],
      defaults: { ...defaults, unprovisioned: "ordinary", universalNumbers: [] },
    }));
    expect(decideCall({ calledParty, ...call }, off)).toMatchObject({ class: "ordinary", flags: ["suspected"] });
    expect(decideCall({ calledParty: "+44101" }, off)).toMatchObject({ class: "special" });
  });

  it("is not suspected where the configuration says what it is, and switches the catalogue off", async () => {
    const off = await starterWith(({ defaults }) => ({
      numbers: [
        { territory: "GB", shortCode: "112", class: "emergency" },
        { territory: "GB", shortCode: "999", class: "ordinary" },
      ],
      defaults: { ...defaults, unprovisioned: "ordinary", universalNumbers: [] },
    }));
    expect(decideCall({ calledParty: "999", territory: "GB" }, off)).toMatchObject({ class: "ordinary", flags: [] });
  });

  it("of another customer alone is not suspected", async () => {
    const own = await starterWith(({ numbers: all }) => ({
      tenants: [{ name: "contoso" }, { name: "fabrikam" }],
      numbers: [...all, { tenant: "contoso", territory: "GB", shortCode: "5555", class: "emergency" }],
    }));
    const call = { calledParty: "5555", territory: "GB" };
    expect(decideCall({ ...call, tenant: "contoso" }, own)).toMatchObject({ class: "emergency" });
    expect(decideCall({ ...call, tenant: "fabrikam" }, own)).toMatchObject({ class: "ordinary", flags: [] });
  });
});

describe("every spelling of one emergency", async () => {
  const primary = catalogue.filter((entry) => entry.tier === "primary" && entry.class === "emergency");
  const written: Readonly<Record<Exclude<AcceptedSpelling, "service-urn">, (code: string, short: string) => string[]>> =
    {
      "plus-country-short-code": (code, short) => [`+${code}${short}`, `+${code}-${short}`],
      "short-code": (_, short) => [short],
      "legacy-plus-short-code": (_, short) => [`+${short}`],
      "international-prefix": (code, short) => [`00${code}${short}`, `011 ${code} ${short}`],
      tel: (code, short) => [`tel:${short}`, `tel:+${code}${short}`, `tel:${short};phone-context=+${code}`],
      sip: (code, short) => [`sip:${short}@sbc.example.net`, `<sip:+${code}${short}@sbc.example.net;user=phone>`],
      "no-plus": (code, short) => [`${code}${short}`, `sip:${code}${short}@sbc.example.net`],
      "trunk-zero": (code, short) => [`0${short}`, `+${code}0${short}`, `+${code} (0)${short}`, `00${code}0${short}`],
    };
  const codesOf = (territory: string): readonly string[] =>
    primary.flatMap((entry) => (entry.territory === territory ? [entry.shortCode] : []));
  const guessed: readonly string[] = ["no-plus", "trunk-zero"];
  const ingresses = spellings.map((spelling) => ({ name: spelling, spellings: [spelling] }));
  const each = await starterWith(() => ({ ingresses }));

  it.each(spellings.map((ingress) => [ingress]))(
    "gives the same class, number and territory where the ingress lists %s alone; a guess may be suspected instead",
    (ingress) => {
      const wrong = primary.flatMap(({ territory, callingCode, shortCode }) =>
        Object.entries(written).flatMap(([spelling, write]) =>
          write(callingCode, shortCode).filter((calledParty) => {
            const { class: callClass, number, flags } = decideCall({ calledParty, territory, ingress }, each);
            if (guessed.includes(spelling) && callClass === "ordinary") return !flags.includes("suspected");
            // Where only the country form is listed, "+1990" is 990 in Trinidad, and 1990 in Sri Lanka only without a plus.
            if (spelling === "legacy-plus-short-code" && spelling !== ingress && flags.includes("invalid:territory"))
              return false;
            // Where 01 and 001 are both emergency numbers, "001" is the second of them.
            const isNumber = number.shortCode === shortCode || codesOf(territory).includes(number.shortCode ?? "");
            return callClass !== "emergency" || number.territory !== territory || !isNumber;
          }),
        ),
      );
      expect(wrong).toEqual([]);
    },
  );

  it("is read although it needs a guess, for nearly every emergency number there is", () => {
    const share = (write: (code: string, short: string) => string[]): number => {
      const read = primary.filter(({ territory, callingCode, shortCode }) =>
        write(callingCode, shortCode).some(
          (calledParty) => decideCall({ calledParty, territory, ingress: "zoom" }).class === "emergency",
        ),
      );
      return read.length / primary.length;
    };
    expect(share(written["no-plus"])).toBeGreaterThan(0.9);
    // Half of the territories have the national prefix 0.
    expect(share(written["trunk-zero"])).toBeGreaterThan(0.4);
  });
});

import { describe, expect, it } from "vitest";
import { callerPlace } from "../../../shared/recognition/caller-territories.ts";
import { decideCall } from "../../support/config/decide-call.ts";

const forms: readonly [string, (digits: string) => string][] = [
  ["plus", (digits) => `+${digits}`],
  ["00", (digits) => `00${digits}`],
  ["00 and separators", (digits) => `00 ${digits.slice(0, 2)} (${digits.slice(2, 4)}) ${digits.slice(4)}`],
  ["0011", (digits) => `0011 ${digits}`],
  ["011", (digits) => `011${digits}`],
  ["plus and 00", (digits) => `+00${digits}`],
  ["no plus", (digits) => digits],
  ["tel", (digits) => `tel:+${digits}`],
  ["tel without plus", (digits) => `tel:${digits}`],
  ["sip", (digits) => `sip:+${digits}@h;user=phone`],
  ["sip with 00", (digits) => `sip:00${digits}@h`],
  ["an encoded plus", (digits) => `<sip:%2B${digits}@h>`],
  ["encoded digits", (digits) => `sip:${[...`+${digits}`].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")}@h`],
  ["an encoded mark", (digits) => `sip:%E2%80%AA+${digits}%E2%80%AC@h`],
  ["a display name", (digits) => `"Doe, \\"J\\" 112" <sip:+${digits}@h>;tag=1`],
  ["a bare display name", (digits) => `Alice <tel:+${digits}>`],
  ["a user and a number", (digits) => `"Alice" <sip:alice@h>, <tel:+${digits}>`],
  ["a number and a user", (digits) => `<tel:+${digits}>, "Doe, A" <sip:alice@h>`],
  ["an extension and a number", (digits) => `<sip:4711@h>,<tel:+${digits};cpc=ordinary>`],
  ["bare values", (digits) => `sip:alice@h,sip:+${digits}@h`],
  ["a double host", (digits) => `sip:${digits}@carrier.example@sip.carrier.example`],
];

describe.each([
  ["4930123456", "DE"],
  ["441632960123", "GB"],
  ["441624612345", "IM"],
  ["33140000000", "FR"],
  ["12125551234", "US"],
  ["14165551234", "CA"],
  ["18765551234", "JM"],
  ["77012345678", "KZ"],
  ["390669812345", "VA"],
  ["82212345678", "KR"],
  ["525588902311", "MX"],
  ["212528812345", "EH"],
])("a caller's number +%s", (digits, territory) => {
  it.each(forms)(`is in ${territory} when it is written with %s`, (_, spell) => {
    expect(callerPlace(spell(digits)).territories).toEqual([territory]);
  });
});

describe("a caller's number without plus", () => {
  it.each([
    ["011441632960123", ["GB"]],
    ["0011441632960123", ["GB"]],
    ["tel:555-0123;phone-context=+1212", ["US"]],
    ["tel:0301234567;phone-context=+49", ["DE"]],
    ["<sip:5554443333@ims.example>, <tel:2125551234;phone-context=+1;cpc=ordinary>", ["US"]],
  ])("tells the territory in %s", (callingParty, territories) => {
    expect(callerPlace(callingParty).territories).toEqual(territories);
  });

  it.each([
    null,
    "",
    "anonymous",
    "4711",
    "01632960123",
    "06 12 34 56 78",
    "sip:alice@h",
    "sip:10.1.1.1",
    "000000",
    "8".repeat(300),
  ])("tells nothing in %j", (callingParty) => {
    expect(callerPlace(callingParty).territories).toEqual([]);
  });

  it("keeps no number from being an emergency elsewhere, as it may be a national number of another territory", () => {
    // A mobile of Curitiba as Brazil writes it; with "+" it were one of Ticino, where 190 is nothing.
    expect(decideCall({ calledParty: "190", callingParty: "41912345678" })).toMatchObject({ class: "emergency" });
    expect(decideCall({ calledParty: "190", callingParty: "+41912345678" })).toMatchObject({ class: "ordinary" });
    expect(decideCall({ calledParty: "117", callingParty: "41912345678" }).number).toMatchObject({
      territory: "CH",
      territoryFrom: "callingParty",
    });
  });
});

import { describe, expect, it } from "vitest";
import { readServiceUrn } from "../../../shared/recognition/service-urn.ts";
import { decideCall, starterWith } from "../../support/config/decide-call.ts";

const decide = (calledParty: string, event: object = {}, snapshot?: Parameters<typeof decideCall>[1]) => {
  const { class: callClass, number, flags } = decideCall({ calledParty, territory: "FR", ...event }, snapshot);
  const { territory, shortCode, serviceUrn, spelling } = number;
  return { callClass, territory, shortCode, serviceUrn, spelling, flags };
};

const fire = {
  callClass: "emergency",
  territory: "FR",
  shortCode: "18",
  serviceUrn: "urn:service:sos.fire",
  spelling: "service-urn",
};
const general = { ...fire, shortCode: "112", serviceUrn: "urn:service:sos" };

describe("a service URN", () => {
  it.each([
    "urn:service:sos.fire",
    "URN:Service:SOS.Fire",
    "<urn:service:sos.fire>",
    "sip:urn:service:sos.fire",
    "sips:urn:service:sos.fire",
    "SIP:URN:service:sos.fire",
    "sip:urn:service:sos.fire:5060",
    "sip:urn:service:sos.fire;transport=tcp",
    "sip:urn:service:sos.fire@10.1.1.1",
    "sip:urn:service:sos.fire@10.1.1.1:5060;user=phone",
    "<sip:urn:service:sos.fire@h>",
    '"SOS" <sip:urn:service:sos.fire@h;lr>',
    "sip:urn%3Aservice%3Asos.fire@h",
    "sip:urn:service:sos%2Efire@h",
    "urn:service:sos%2efire",
    "tel:urn:service:sos.fire",
    "sip:urn:service:\u200bsos.fire@h",
    "sip:urn:service:%E2%80%8Bsos.fire@h",
    "urn:service:sos.fire@h",
    "urn:service:sos.fire;cpc=ordinary",
  ])("is read in %s", (calledParty) => {
    expect(decide(calledParty)).toEqual({ ...fire, flags: [] });
  });

  it.each([
    ["urn:services:sos.fire", fire],
    ["urn:service.sos.fire", fire],
    ["urn:service:sos:fire", fire],
    ["urn.service.sos.fire", fire],
    ["urn:service:sos..fire", fire],
    ["urn:service:sos.fire.", fire],
    ["urn:service:sos-fire", fire],
    ["urn:service:sos_fire", fire],
    ["urn:service:sosfire", fire],
    ["urn:service:sos,fire", fire],
    ["uri:service:sos.fire", fire],
    ["un:service:sos.fire", fire],
    ["urn:sos.fire", fire],
    ["service:sos.fire", fire],
    ["sos.fire", fire],
    ["sip:sos.fire@h", fire],
    ["sip:service:sos.fire@h", fire],
    ["urn:service:fire", fire],
    ["urn:services:fire", fire],
    ["<urn:services:sos>", general],
    ["urn:service.sos", general],
    ["urn:service:sos.", general],
    ["urn:sos", general],
    ["sos", general],
    ["sip:sos@h", general],
    ["urn:nena:service:sos", general],
    ["urn:emergency:service:sos.psap", general],
    ["urn:service:sos:psap", general],
  ])("that is misspelt is read by the part that is clear, with a flag: %s", (calledParty, read) => {
    expect(decide(calledParty)).toEqual({ ...read, flags: ["unexpected-spelling"] });
  });

  it.each(["urn:service:test:sos", "urn:services:test.sos", "test.sos"])(
    "stays a test when it is misspelt: %s",
    (calledParty) => {
      expect(decide(calledParty)).toMatchObject({ callClass: "test", flags: ["unexpected-spelling"] });
    },
  );

  it.each([
    "urn:service:counseling",
    "urn:service:sosx",
    "urn:service:firewall",
    "urn:service",
    "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "sip:sos.example.com",
    "sip:sos:5060",
    "sip:sosnowski@h",
    "sip:alice.sos@h",
    "sos.example.com",
    "service",
  ])("is none, and no emergency: %s", (calledParty) => {
    expect(decide(calledParty)).toMatchObject({ callClass: "ordinary", flags: [] });
  });

  it("is an emergency at every ingress, whatever that lists", async () => {
    const snapshot = await starterWith(() => ({ ingresses: [{ name: "narrow", spellings: ["short-code"] }] }));
    const at = (calledParty: string) => decide(calledParty, { ingress: "narrow" }, snapshot);
    expect(at("urn:service:sos.fire")).toEqual({ ...fire, flags: ["unexpected-spelling"] });
    expect(at("sip:urn:service:sos@h")).toEqual({ ...general, flags: ["unexpected-spelling"] });
    expect(at("urn:service:test.sos")).toMatchObject({ callClass: "test", flags: ["unexpected-spelling"] });
  });
});

describe("a URN with a country and its number (3GPP TS 24.229)", () => {
  const korea = { ...fire, territory: "KR", shortCode: "119" };

  it.each([{ territory: "FR" }, { territory: undefined, callingParty: "+33140000000" }, { territory: undefined }])(
    "is that number there, wherever the call comes from: %j",
    (event) => {
      const urn = "urn:service:sos.country-specific.kr.119";
      expect(decide(urn, event)).toEqual({ ...korea, serviceUrn: urn, flags: [] });
      expect(decide(`sip:${urn}@ims.example`, event)).toEqual({ ...korea, serviceUrn: urn, flags: [] });
    },
  );

  it("is also one that the catalogue is not sure of", () => {
    expect(decide("urn:service:sos.country-specific.kr.113")).toMatchObject({
      callClass: "emergency",
      territory: "KR",
      shortCode: "113",
    });
  });

  it("may name the country as people do", () => {
    expect(decide("urn:service:sos.country-specific.uk.999")).toMatchObject({
      territory: "GB",
      shortCode: "999",
      flags: [],
    });
  });

  it("is help in general in that country where it has no such number", () => {
    expect(decide("urn:service:sos.country-specific.kr.4711")).toMatchObject({
      callClass: "emergency",
      territory: "KR",
      shortCode: "112",
      flags: ["unexpected-spelling"],
    });
  });

  it.each(["kr", "kr.", "kr.help", "kr.119a"])(
    "is help in general in that country where it says no number: %s",
    (label) => {
      expect(decide(`urn:service:sos.country-specific.${label}`)).toMatchObject({
        callClass: "emergency",
        territory: "KR",
        shortCode: "112",
        flags: ["unexpected-spelling"],
      });
    },
  );

  it.each(["zz.113", "aq.112"])(
    "is help in general where the call comes from if there is no such country: %s",
    (label) => {
      expect(decide(`urn:service:sos.country-specific.${label}`)).toMatchObject({
        callClass: "emergency",
        territory: "FR",
        shortCode: "112",
        flags: ["unexpected-spelling"],
      });
    },
  );

  it("is help in general where it says neither", () => {
    expect(decide("urn:service:sos.country-specific")).toMatchObject({ callClass: "emergency", territory: "FR" });
  });
});

it.each([
  ["urn:service:sos", true],
  ["urn:service:sos.animal-control", true],
  ["urn:services:sos", false],
])("tells whether %s is written as the standard says", (urn, isExact) => {
  expect(readServiceUrn(urn)?.isExact).toBe(isExact);
});

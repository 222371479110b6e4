import { describe, expect, it } from "vitest";
import { decideCall, starterWith } from "../../support/config/decide-call.ts";

const number = (event: Record<string, unknown>, snapshot?: Parameters<typeof decideCall>[1]) =>
  decideCall(event, snapshot).number;

describe("the territory", async () => {
  const snapshot = await starterWith(() => ({
    tenants: [
      { name: "contoso", defaultTerritory: "GB" },
      { name: "islander", defaultTerritory: "JE" },
    ],
    ingresses: [
      { name: "channel-islands", spellings: ["plus-country-short-code", "short-code"], defaultTerritory: "GG" },
      { name: "distrusted", spellings: ["plus-country-short-code", "short-code"], trustTerritory: false },
    ],
  }));

  it.each([
    [{ territory: "JE", tenant: "contoso", ingress: "channel-islands", callingParty: "+441624123456" }, "JE", "event"],
    [{ tenant: "islander", ingress: "channel-islands", callingParty: "+441624123456" }, "JE", "tenant"],
    [{ tenant: "unheard-of", ingress: "channel-islands", callingParty: "+441624123456" }, "GG", "ingress"],
    [{ callingParty: "+441624123456" }, "IM", "callingParty"],
    [{ territory: "JE", ingress: "distrusted", callingParty: "+441624123456" }, "IM", "callingParty"],
    [{ territory: "je" }, "JE", "event"],
    [{ tenant: "islander" }, "JE", "tenant"],
    [{ ingress: "channel-islands" }, "GG", "ingress"],
  ])("of %j is %s, by the %s", (event, territory, territoryFrom) => {
    const calledParty = "+44999";
    expect(number({ calledParty, ...event }, snapshot)).toMatchObject({
      territory,
      territoryFrom,
      candidateTerritories: [territory],
    });
    expect(number({ calledParty: "999", ...event }, snapshot)).toMatchObject({ territory, territoryFrom });
  });

  it("is that of the calling code where that has only one", () => {
    expect(number({ calledParty: "+353999" })).toMatchObject({ territory: "IE", territoryFrom: "callingCode" });
  });

  it("is a union of all under the calling code where nothing tells, decided by the main one", () => {
    const decision = decideCall({ calledParty: "+44999" });
    expect(decision.number).toMatchObject({
      territory: "GB",
      territoryFrom: "union",
      candidateTerritories: ["GB", "GG", "IM", "JE"],
    });
    expect(decision.flags).toEqual(["ambiguous-territory"]);
  });

  it("is not taken from a default that cannot have the calling code", () => {
    expect(number({ calledParty: "+353999", tenant: "contoso" }, snapshot)).toMatchObject({ territory: "IE" });
  });

  it.each(["FR", "ZZ"])("given as %s against the calling code is flagged and not believed", (territory) => {
    expect(decideCall({ calledParty: "+353999", territory })).toMatchObject({
      class: "emergency",
      number: { territory: "IE" },
      flags: ["invalid:territory"],
    });
  });
});

describe("a caller's number under a shared calling code", () => {
  it.each([
    ["+1911", "+12125551234", "US"],
    ["+1911", "+14165551234", "CA"],
    ["+1911", "+18765551234", "JM"],
    ["+1911", "+12465551234", "BB"],
    ["+1911", "+17875551234", "PR"],
    ["+44999", "+442079460000", "GB"],
    ["+44999", "+441481712345", "GG"],
    ["+44999", "+441534712345", "JE"],
    ["+44999", "+441624612345", "IM"],
    ["+44999", "+441632960123", "GB"],
    ["+7112", "+74951234567", "RU"],
    ["+7112", "+77012345678", "KZ"],
    ["+39112", "+390669812345", "VA"],
    ["+39112", "+390612345678", "IT"],
    ["+61000", "+61212345678", "AU"],
    ["+61000", "+61891621234", "CC"],
    ["+61000", "+61891641234", "CX"],
    ["+21219", "+212522123456", "MA"],
    ["+21219", "+212528812345", "EH"],
    ["+26215", "+262262123456", "RE"],
    ["+59015", "+590590271234", "BL"],
    ["+590112", "+590590205678", "GP"],
    ["+599911", "+5997181234", "BQ"],
    ["+599911", "+59997181234", "CW"],
    ["+47112", "+4722123456", "NO"],
    ["+47112", "+4779123456", "SJ"],
    ["+358112", "+35818112345", "AX"],
    ["+358112", "+358912345678", "FI"],
  ])("%s from %s is in %s", (calledParty, callingParty, territory) => {
    expect(decideCall({ calledParty, callingParty })).toMatchObject({
      class: "emergency",
      number: { territory, territoryFrom: "callingParty" },
    });
  });

  it.each(["+18005551234", "+19005551234", "+15005551234", "+15551234567"])(
    "of no place (%s) tells no territory",
    (callingParty) => {
      expect(decideCall({ calledParty: "+1911", callingParty }).flags).toEqual(["ambiguous-territory"]);
    },
  );
});

describe("a number that is an emergency only in some territories of its calling code", () => {
  it.each([
    [{ territory: "BB" }, "emergency", []],
    [{ callingParty: "+12465551234" }, "emergency", []],
    [{ territory: "US" }, "special", []],
    [{ callingParty: "+14165551234" }, "special", []],
    [{}, "emergency", ["ambiguous-territory"]],
    [{ callingParty: "anonymous" }, "emergency", ["ambiguous-territory"]],
  ])("+1211 with %j is %s", (event, callClass, flags) => {
    expect(decideCall({ calledParty: "+1211", ...event })).toMatchObject({ class: callClass, flags });
  });

  it("is an emergency although a mere default points to a territory that does not have it", async () => {
    const snapshot = await starterWith(() => ({ tenants: [{ name: "pan-american", defaultTerritory: "US" }] }));
    expect(
      decideCall({ calledParty: "+1999", tenant: "pan-american", callingParty: "+18685551234" }, snapshot),
    ).toMatchObject({
      class: "emergency",
      number: { territory: "TT", territoryFrom: "callingParty" },
    });
  });

  it("is not one where the signalling layer knows better", () => {
    expect(decideCall({ calledParty: "+1999", territory: "US" })).toMatchObject({ class: "ordinary" });
  });

  it("is not one as a bare code in a territory without it", () => {
    expect(decideCall({ calledParty: "118", callingParty: "+442079460000" })).toMatchObject({ class: "ordinary" });
  });
});

describe("a territory without any emergency number of its own", () => {
  it.each([
    ["+290999", "TA", "SH"],
    ["999", "TA", null],
    ["112", "TF", null],
    ["911", "AQ", null],
  ])("does not silence %s in %s", (calledParty, territory, deciding) => {
    expect(decideCall({ calledParty, territory })).toMatchObject({
      class: "emergency",
      number: { territory: deciding },
    });
  });
});

describe("a bare code of nobody knows where", () => {
  it("is an emergency when it is one anywhere, with every such territory named", () => {
    const { number: dialled, flags } = decideCall({ calledParty: "999" });
    expect(dialled).toMatchObject({ territory: null, callingCode: null, territoryFrom: "union" });
    expect(dialled.candidateTerritories).toEqual(expect.arrayContaining(["GB", "HK", "IE", "KE"]));
    expect(flags).toEqual(["ambiguous-territory"]);
  });

  it("goes the contingency route where the territories differ", async () => {
    const snapshot = await starterWith(({ territories, routeSets }) => ({
      routeSets: [...routeSets, { name: "gb", routes: [{ name: "gb", host: "gb.operator.example" }] }],
      territories: territories.map((item) => (item.code === "GB" ? { ...item, routeSet: "gb" } : item)),
    }));
    const decision = decideCall({ calledParty: "999" }, snapshot);
    expect(decision.routes.map(({ name }) => name)).toEqual(["contingency"]);
    expect(decision.flags).toEqual(["ambiguous-territory", "contingency-route"]);
  });
});

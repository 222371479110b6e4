import { describe, expect, it } from "vitest";
import type { KnownNumber } from "../../../../shared/catalogue/known-numbers.ts";
import { type CoverageSubject, coverTerritory } from "../../../../shared/config/coverage/territory-coverage.ts";
import { numberSchema, territorySchema } from "../../../../shared/config/document.ts";

const known = (shortCode: string, fields: Partial<KnownNumber> = {}): KnownNumber => ({
  territory: "IE",
  callingCode: "353",
  shortCode,
  dialString: `+353${shortCode}`,
  class: "emergency",
  tier: "primary",
  services: [],
  supersededOn: null,
  byNumberOnly: false,
  sources: [],
  ...fields,
});

const reviewed = { source: "ComReg", verifiedOn: "2026-11-01" };
const listed = (shortCode: string, fields: object = {}) =>
  numberSchema.parse({ territory: "IE", shortCode, class: "emergency", ...reviewed, ...fields });

const routed = territorySchema.parse({ code: "IE", callingCode: "353", routeSet: "emergency" });
const unrouted = { ...routed, routeSet: null };

const cover = (subject: Partial<CoverageSubject>) =>
  coverTerritory({
    territory: routed,
    listed: [],
    known: [],
    unprovisioned: "emergency",
    staleBefore: "2025-11-22",
    ...subject,
  });

const codes = (numbers: readonly { readonly shortCode: string }[]) => numbers.map(({ shortCode }) => shortCode);

describe("the coverage of a territory", () => {
  it("has nothing to look at where all is listed, sourced, verified and routed", () => {
    const numbers = [listed("112"), listed("999")];
    expect(
      cover({ listed: numbers, known: [known("112"), known("999"), known("116000", { class: "special" })] }),
    ).toEqual({
      numbers: [
        { tenant: "*", shortCode: "112", class: "emergency" },
        { tenant: "*", shortCode: "999", class: "emergency" },
      ],
      catalogueOnly: [],
      differing: [],
      withoutOwnRoute: [],
      stale: [],
      unsourced: [],
    });
  });

  it("has emergency and test numbers that only the catalogue knows, with their tier", () => {
    const { catalogueOnly } = cover({
      listed: [listed("112"), listed("999", { tenant: "contoso" })],
      known: [
        known("112"),
        known("999", { services: ["police"] }),
        known("777", { tier: "extended" }),
        known("933", { class: "test" }),
        known("110", { supersededOn: "2020-03-01" }),
        known("116000", { class: "special" }),
      ],
    });
    expect(catalogueOnly).toEqual([
      { shortCode: "999", class: "emergency", services: ["police"], tier: "primary", supersededOn: null },
      { shortCode: "777", class: "emergency", services: [], tier: "extended", supersededOn: null },
      { shortCode: "933", class: "test", services: [], tier: "primary", supersededOn: null },
      { shortCode: "110", class: "emergency", services: [], tier: "primary", supersededOn: "2020-03-01" },
    ]);
  });

  it.each<[string, object, Partial<KnownNumber>, boolean]>([
    [
      "the same class and services, in any order",
      { services: ["police", "fire"] },
      { services: ["fire", "police"] },
      false,
    ],
    ["another class", { class: "special" }, {}, true],
    ["other services", { services: ["fire"] }, { services: ["police"] }, true],
    ["none where the catalogue has some", { services: [] }, { services: ["police"] }, true],
    ["some where no source says which", { services: ["police"] }, { services: [] }, false],
  ])("compares a number with the catalogue: %s", (_, item, entry, differs) => {
    const { differing } = cover({ listed: [listed("112", item)], known: [known("112", entry)] });
    expect(codes(differing)).toEqual(differs ? ["112"] : []);
  });

  it("tells what the catalogue has instead", () => {
    const { differing } = cover({
      listed: [listed("112", { class: "ordinary", tenant: "contoso" })],
      known: [known("112", { services: ["police"] })],
    });
    expect(differing).toEqual([
      {
        tenant: "contoso",
        shortCode: "112",
        class: "ordinary",
        services: [],
        catalogue: { class: "emergency", services: ["police"] },
      },
    ]);
  });

  it("has numbers with only the contingency route, configured or not, where the territory has no route set", () => {
    const subject = {
      listed: [
        listed("112"),
        listed("999", { routeSet: "own" }),
        listed("999", { tenant: "fabrikam" }),
        listed("998", { tenant: "contoso" }),
        listed("116000", { class: "special" }),
      ],
      known: [known("112"), known("911"), known("933", { class: "test" }), known("777", { tier: "extended" })],
    };
    const own = [
      { tenant: "*", shortCode: "112" },
      { tenant: "contoso", shortCode: "998" },
    ];
    const test = { tenant: null, shortCode: "933" };
    const withoutOwnRoute = [...own, { tenant: null, shortCode: "911" }, test];
    expect(cover({ ...subject, territory: unrouted }).withoutOwnRoute).toEqual(withoutOwnRoute);
    expect(cover({ ...subject, territory: null }).withoutOwnRoute).toEqual(withoutOwnRoute);
    expect(cover({ ...subject, territory: routed }).withoutOwnRoute).toEqual([]);
    expect(cover({ ...subject, territory: unrouted, unprovisioned: "ordinary" }).withoutOwnRoute).toEqual([
      ...own,
      test,
    ]);
  });

  it.each<[string | null, boolean]>([
    [null, true],
    ["2025-11-21", true],
    ["2025-11-22", false],
    ["2026-11-22", false],
  ])("has a number that was verified on %s as stale: %s", (verifiedOn, isStale) => {
    const { stale } = cover({ listed: [listed("112", { verifiedOn })] });
    expect(stale).toEqual(isStale ? [{ tenant: "*", shortCode: "112", class: "emergency", verifiedOn }] : []);
  });

  it.each([
    ["", true],
    ["  ", true],
    ["ComReg", false],
  ])("has a number with the source %j as unsourced: %s", (source, isUnsourced) => {
    expect(codes(cover({ listed: [listed("112", { source })] }).unsourced)).toEqual(isUnsourced ? ["112"] : []);
  });
});

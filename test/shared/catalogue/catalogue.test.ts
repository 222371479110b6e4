import { isValidPhoneNumber } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { territoriesByCallingCode } from "../../../shared/catalogue/calling-codes.ts";
import { catalogue, isByNumberOnly } from "../../../shared/catalogue/catalogue.ts";
import { sourcesOf } from "../../../shared/catalogue/catalogue-sources.ts";

const find = (territory: string, shortCode: string) =>
  catalogue.find((entry) => entry.territory === territory && entry.shortCode === shortCode);

describe("every entry of the catalogue", () => {
  it("is the only one for its territory and short code", () => {
    const keys = catalogue.map(({ territory, shortCode }) => `${territory} ${shortCode}`);
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([]);
  });

  it("has a short code of 2 to 6 digits", () => {
    expect(catalogue.filter(({ shortCode }) => !/^[0-9]{2,6}$/.test(shortCode))).toEqual([]);
  });

  it("is nobody's telephone number when written behind its calling code", () => {
    const numbers = catalogue.map(({ callingCode, shortCode }) => `+${callingCode}${shortCode}`);
    expect(numbers.filter((number) => isValidPhoneNumber(number))).toEqual([]);
  });

  it("is in a territory that its calling code is assigned to", () => {
    const astray = catalogue.filter(
      ({ territory, callingCode }) => !territoriesByCallingCode.get(callingCode)?.includes(territory),
    );
    expect(astray).toEqual([]);
  });

  it("names its services once, in order", () => {
    const inOrder = (services: readonly string[]) => [...new Set(services)].sort();
    const untidy = catalogue.filter(({ services }) => inOrder(services).join() !== services.join());
    expect(untidy).toEqual([]);
  });

  it("says where it comes from", () => {
    expect(catalogue.filter(({ territory, shortCode }) => sourcesOf(territory, shortCode).length === 0)).toEqual([]);
  });
});

describe("the catalogue", () => {
  it.each([
    { territory: "GB", shortCode: "999", class: "emergency", services: ["ambulance", "fire", "police"] },
    { territory: "AU", shortCode: "000", class: "emergency", services: ["ambulance", "fire", "police"] },
    { territory: "BF", shortCode: "17", class: "emergency", services: ["police"] },
    { territory: "BB", shortCode: "211", class: "emergency", services: ["police"] },
    { territory: "US", shortCode: "211", class: "special", services: [] },
    { territory: "TT", shortCode: "811", class: "emergency", services: ["ambulance"] },
    { territory: "CA", shortCode: "811", class: "special", services: [] },
    { territory: "NZ", shortCode: "111", class: "emergency", services: ["ambulance", "fire", "police"] },
    { territory: "GB", shortCode: "111", class: "special", services: [] },
    { territory: "SE", shortCode: "1177", class: "special", services: [] },
    { territory: "DK", shortCode: "114", class: "special", services: [] },
    { territory: "PR", shortCode: "933", class: "test", services: [] },
    { territory: "TO", shortCode: "933", class: "emergency", services: ["ambulance"] },
    { territory: "SX", shortCode: "911", class: "emergency", services: [] },
    { territory: "AT", shortCode: "140", class: "emergency", services: ["mountain"] },
    { territory: "AT", shortCode: "128", class: "emergency", services: [] },
    { territory: "IQ", shortCode: "104", class: "emergency", supersededOn: "2025-01-12" },
    { territory: "EE", shortCode: "110", class: "emergency", supersededOn: "2020-03-01" },
    { territory: "EE", shortCode: "112", class: "emergency", supersededOn: null },
  ])("takes $shortCode in $territory for class $class", (expected) => {
    expect(find(expected.territory, expected.shortCode)).toMatchObject(expected);
  });

  it("keeps help lines apart from emergency numbers", () => {
    expect(find("FR", "116000")).toMatchObject({ class: "special", tier: "primary" });
    expect(find("FR", "15")).toMatchObject({ class: "emergency", tier: "primary" });
  });

  it("has 112 as a primary emergency number in every member state of the EU", () => {
    const members = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
    const without = members.filter((territory) => find(territory, "112")?.tier !== "primary");
    expect(without).toEqual([]);
  });

  it("has an emergency number in every territory that a caller's number can show, but Tristan da Cunha", () => {
    const covered = new Set(catalogue.filter((entry) => entry.class === "emergency").map(({ territory }) => territory));
    const territories = [...territoriesByCallingCode.values()].flat();
    expect(territories.filter((territory) => !covered.has(territory))).toEqual(["TA"]);
  });
});

describe("a number that is meant only when it is dialled", () => {
  it.each([
    ["PL", "986", true],
    ["PL", "112", false],
    ["PL", "984", false],
    ["KZ", "104", true],
    ["BW", "913", true],
    ["IQ", "911", false],
    ["GB", "123", false],
  ])("is known: in %s %s is %s", (territory, shortCode, expected) => {
    expect(isByNumberOnly(territory, shortCode)).toBe(expected);
  });

  it("never is the only one of its territory", () => {
    const emergencies = catalogue.filter((entry) => entry.class === "emergency" && entry.tier === "primary");
    const byName = new Set(emergencies.flatMap((entry) => (entry.byNumberOnly ? [] : [entry.territory])));
    expect(emergencies.filter(({ territory }) => !byName.has(territory))).toEqual([]);
  });
});

describe("the sources of an entry", () => {
  it("are given by name, with the date of the document", () => {
    expect(sourcesOf("VN", "112")).toContainEqual({
      name: "Prime Minister of Viet Nam: Decision 2023/QD-TTg on the use of 112",
      date: "2025-09-15",
    });
  });

  it("have the date of the row and the address of the page where a document has several", () => {
    expect(sourcesOf("PL", "984")).toContainEqual(expect.objectContaining({ date: "2014-03-14" }));
    expect(sourcesOf("GI", "999")).toContainEqual({
      name: "Foreign, Commonwealth and Development Office, United Kingdom: Foreign travel advice, getting help",
      date: "2026-03-05",
      url: "https://www.gov.uk/foreign-travel-advice/gibraltar/getting-help",
    });
  });

  it("have no date where the document has none", () => {
    expect(sourcesOf("SX", "912")).toContainEqual(expect.objectContaining({ date: null }));
  });

  it("add the source of a correction to those of the imported fact", () => {
    const names = sourcesOf("AT", "128").map(({ name }) => name.split(":")[0]);
    expect(names).toEqual(expect.arrayContaining(["Google and contributors", "RTR, Austria"]));
  });

  it("are empty for a number that is not in the catalogue", () => {
    expect(sourcesOf("GB", "911")).toEqual([]);
  });
});

describe("the day on which a number was superseded", () => {
  it("is a day in the past of every number that has one", () => {
    const days = catalogue.flatMap(({ supersededOn }) => (supersededOn === null ? [] : [supersededOn]));
    expect(days.length).toBeGreaterThan(0);
    expect(days.filter((day) => !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day) || day > "2026-11-28")).toEqual([]);
  });

  it("never leaves a territory without a number in use", () => {
    const inUse = new Set(
      catalogue.flatMap((entry) =>
        entry.class === "emergency" && entry.tier === "primary" && entry.supersededOn === null ? [entry.territory] : [],
      ),
    );
    const stranded = catalogue.filter(({ territory, supersededOn }) => supersededOn !== null && !inUse.has(territory));
    expect(stranded).toEqual([]);
  });
});

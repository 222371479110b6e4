import { describe, expect, it } from "vitest";
import amendments from "../../../../shared/catalogue/amendments.json" with { type: "json" };
import { catalogue } from "../../../../shared/catalogue/catalogue.ts";
import { numberSourceTable } from "../../../../shared/catalogue/catalogue-source-table.ts";
import { sourcesOf } from "../../../../shared/catalogue/catalogue-sources.ts";
import base from "../../../../shared/catalogue/emergency-numbers.json" with { type: "json" };
import kinds from "../../../../shared/catalogue/kinds.json" with { type: "json" };
import govUk from "../../../../shared/catalogue/reports/gov-uk.json" with { type: "json" };
import itu from "../../../../shared/catalogue/reports/itu-e129.json" with { type: "json" };
import own from "../../../../shared/catalogue/reports/own-pages.json" with { type: "json" };
import sources from "../../../../shared/catalogue/sources.json" with { type: "json" };

type Numbered = { readonly territory: string; readonly shortCode: string };
const keyOf = ({ territory, shortCode }: Numbered) => `${territory} ${shortCode}`;

const find = (territory: string, shortCode: string) =>
  catalogue.find((entry) => entry.territory === territory && entry.shortCode === shortCode);

const emergencies = catalogue.filter((entry) => entry.class === "emergency");
const primary = emergencies.filter(({ tier }) => tier === "primary");

/** What a source of an entry is: whose, and from when on. */
const authorities = new Map(sources.map(({ id, authority, date }) => [id, { authority, date: date ?? "" }]));
const referencesByNumber = new Map(
  numberSourceTable
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [territory = "", references = "", ...shortCodes] = line.split(" ");
      return shortCodes.map((shortCode): [string, readonly string[]] => [
        `${territory} ${shortCode}`,
        references.split(","),
      ]);
    }),
);
const evidenceFor = (entry: Numbered) =>
  (referencesByNumber.get(keyOf(entry)) ?? []).map((reference) => {
    const [place = "", date] = reference.split("@");
    const id = place.split("/")[0] ?? "";
    const known = authorities.get(id);
    return { voice: known?.authority === "territory" ? "territory" : id, ...known, date: date ?? known?.date ?? "" };
  });

const isOfficialSince2023 = ({ authority, date }: ReturnType<typeof evidenceFor>[number]) =>
  (authority === "territory" || authority === "government") && date >= "2023";

describe("the rule of the catalogue", () => {
  it.each([
    ["GI 999", ["ambulance", "fire", "police"]],
    ["PL 984", ["marine"]],
    ["PL 985", ["marine", "mountain"]],
    ["PL 986", ["police"]],
    ["CH 1414", []],
    ["CH 1415", []],
    ["KE 911", ["ambulance", "fire", "police"]],
    ["AM 112", ["ambulance", "fire", "police"]],
    ["HN 198", ["fire"]],
    ["HN 195", ["ambulance"]],
    ["TW 118", ["marine"]],
    ["PY 141", ["ambulance"]],
    ["PY 132", ["fire"]],
    ["IQ 911", ["ambulance", "fire", "police"]],
    ["ES 062", ["police"]],
    ["MA 141", ["ambulance"]],
    ["TN 194", ["marine"]],
    ["DZ 1058", []],
    ["PT 117", ["fire"]],
    ["KZ 104", []],
    ["BQ 912", ["fire"]],
  ])("has %s as a primary emergency number", (number, services) => {
    const [territory = "", shortCode = ""] = number.split(" ");
    expect(find(territory, shortCode)).toMatchObject({ class: "emergency", tier: "primary", services });
  });

  it.each(["BJ 114", "CD 114", "CD 177", "LS 117", "TZ 111", "CH 143", "ES 016", "ES 024", "FR 119"])(
    "has %s, a help, complaint or tip line, as a special service",
    (number) => {
      const [territory = "", shortCode = ""] = number.split(" ");
      expect(find(territory, shortCode)).toMatchObject({ class: "special" });
    },
  );

  it.each(["BJ 110", "RW 997", "PL 991", "GM 124", "ST 151", "NE 12", "GN 100", "ZM 990"])(
    "does not add %s, which is reported as something else",
    (number) => {
      const [territory = "", shortCode = ""] = number.split(" ");
      expect(find(territory, shortCode)).toBeUndefined();
    },
  );

  it.each(["BR 168", "CL 130", "HR 9155", "KE 110", "PE 118", "SA 996"])(
    "has %s, which only one older report has, as extended",
    (number) => {
      const [territory = "", shortCode = ""] = number.split(" ");
      expect(find(territory, shortCode)).toMatchObject({ class: "emergency", tier: "extended" });
    },
  );

  it.each(["NO 120", "FJ 910", "VN 03", "AL 17"])(
    "leaves out %s, which only one unofficial or old list has",
    (number) => {
      const [territory = "", shortCode = ""] = number.split(" ");
      expect(find(territory, shortCode)).toBeUndefined();
    },
  );

  it("has no primary number without two independent sources or an official one since 2023, but those it had before", () => {
    const known = new Set([
      ...base.filter(({ tier }) => tier === "primary").map(keyOf),
      ...amendments.filter(({ action }) => action === "add").map(keyOf),
    ]);
    const weak = primary.filter((entry) => {
      const evidence = evidenceFor(entry);
      return new Set(evidence.map(({ voice }) => voice)).size < 2 && !evidence.some(isOfficialSince2023);
    });
    expect(weak.filter((entry) => !known.has(keyOf(entry))).map(keyOf)).toEqual([]);
  });

  it("takes no number of the imported lists away unless an official source says what else it is", () => {
    const known = new Set(primary.map(keyOf));
    const taken = base.filter((fact) => fact.tier === "primary" && !known.has(keyOf(fact)));
    const unofficial = taken.filter(
      (fact) => !evidenceFor(fact).some(({ authority }) => authority === "territory" || authority === "government"),
    );
    expect(unofficial.map(keyOf)).toEqual([]);
  });

  it("has no emergency number that an official report knows as something else only, unless two lists have it", () => {
    const saysByKind = new Map(kinds.map(({ kind, says }) => [kind, says]));
    const reports = [...itu, ...govUk, ...own];
    const reported = (says: string) => new Set(reports.filter(({ kind }) => saysByKind.get(kind) === says).map(keyOf));
    const [asOther, asEmergency] = [reported("other"), reported("emergency")];
    const wrong = emergencies.filter((entry) => asOther.has(keyOf(entry)) && !asEmergency.has(keyOf(entry)));
    const onOneList = wrong.filter((entry) => evidenceFor(entry).length < 2);
    expect(onOneList.map(keyOf)).toEqual([]);
    expect(wrong.map(keyOf)).toEqual(["TO 911"]);
  });

  it("dates every source, or says why it has no date", () => {
    const silent = sources.filter(({ date, undated }) => (date === undefined) === (undated === undefined));
    expect(silent).toEqual([]);
    const undated = new Set(
      sources.flatMap(({ publisher, title, undated }) => (undated ? [`${publisher}: ${title}`] : [])),
    );
    const without = catalogue.flatMap(({ territory, shortCode }) =>
      sourcesOf(territory, shortCode).filter(({ name, date }) => date === null && !undated.has(name)),
    );
    expect(without).toEqual([]);
  });
});

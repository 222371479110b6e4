import { compare, keyOf } from "./entry-order.mjs";
import { table } from "./markdown-table.mjs";
import { firstRecentYear, makeSourceFacts, sourceIdOf } from "./source-references.mjs";

const isEmergency = (entry) => entry.class === "emergency";
const isPrimary = (entry) => isEmergency(entry) && entry.tier === "primary";

/** "AD 110, 112; AE 997": numbers by territory, as short as they can be read. */
function writeNumbers(entries) {
  const codes = new Map();
  for (const { territory, shortCode } of entries) codes.set(territory, [...(codes.get(territory) ?? []), shortCode]);
  return [...codes].map(([territory, shortCodes]) => `${territory} ${shortCodes.join(", ")}`).join("; ");
}

export function rules({ kinds }) {
  const says = { emergency: "an emergency", nothing: "adds to what others say", other: "not an emergency" };
  return [
    "## What counts as an emergency, and when it is primary",
    "",
    "The imported lists, and five reports in `reports/`, say what a number is for. One rule for all territories judges it by its",
    "kind, wherever the report files it:",
    "",
    ...table(["kind", "is", "meaning"], ...kinds.map((kind) => [kind.kind, says[kind.says], kind.meaning])),
    "",
    "- **primary**: two independent sources say so, or one official source (the territory's administration, regulator or",
    `  services, or another government) since ${firstRecentYear}. What is official in one territory counts as one source, E.129 included.`,
    "  A number that the imported lists or an amendment already had stays primary as long as nothing contradicts it.",
    "- **extended**: one older report of the territory's own says so.",
    "- **special**: an official report says that the number is something else, and it is recent, or only one list has the number",
    "  as an emergency.",
    "- What only an unofficial list or an old list of another government has is left out.",
    "",
    "A service that is asked for by its name (`urn:service:sos.police`) goes to the number that the imported lists have for it. A",
    "number that the reports add serves by name only what no older number of the territory does: municipal and traffic police,",
    "forest fires, gas leaks and one ambulance company of ten are reached by their numbers alone.",
    "",
  ];
}

export function oneSource({ entries }, { sources }) {
  const { voicesOf } = makeSourceFacts(sources);
  const single = entries.filter((entry) => isPrimary(entry) && voicesOf(entry.sources).size === 1);
  const kept = single.filter(({ earned }) => !earned);
  const extended = entries.filter((entry) => isEmergency(entry) && entry.tier === "extended");
  return [
    "## Primary numbers that rest on one source",
    "",
    `${single.length} of ${entries.filter(isPrimary).length} primary emergency numbers rest on one source: ${single.length - kept.length} on an official one since`,
    `${firstRecentYear}, and these ${kept.length} on one list or one older or undated page. They are kept because nothing contradicts them; look`,
    "at those of your territories first.",
    "",
    writeNumbers(kept),
    "",
    "## Extended numbers, for the operator to decide",
    "",
    `${extended.length} numbers are off until the configuration lists them.`,
    "",
    ...table(
      ["number", "services", "said by"],
      ...extended.map((entry) => [
        keyOf(entry),
        entry.services.join(", "),
        entry.sources.map((id) => `\`${id}\``).join(" "),
      ]),
    ),
    "",
  ];
}

export function otherwiseReported({ entries }, { kinds }) {
  const meaningOf = new Map(kinds.map(({ kind, meaning }) => [kind, meaning]));
  const taken = entries.filter((entry) => entry.kinds);
  const contradicted = entries.filter((entry) => entry.contradictedBy);
  return [
    "## Numbers of the imported lists that are something else",
    "",
    "An official report says what they are, so they are special.",
    "",
    ...table(
      ["number", "reported as", "source"],
      ...taken.map((entry) => [
        keyOf(entry),
        entry.kinds.map((kind) => meaningOf.get(kind)).join("; "),
        entry.sources.map((id) => `\`${id}\``).join(" "),
      ]),
    ),
    "",
    contradicted.length === 0
      ? "No other emergency number is contradicted by an official report."
      : `Contradicted by an older official report, and kept because several lists have them: ${writeNumbers(contradicted)}.`,
    "",
  ];
}

export function leftOut({ entries }, { statements, kinds }) {
  const emergencyKinds = new Set(kinds.filter(({ says }) => says === "emergency").map(({ kind }) => kind));
  const held = new Set(entries.map(keyOf));
  const numbers = new Map(
    statements
      .filter((statement) => emergencyKinds.has(statement.kind) && !held.has(keyOf(statement)))
      .map((statement) => [keyOf(statement), statement]),
  );
  const sorted = [...numbers].sort(([a], [b]) => compare(a, b)).map(([, statement]) => statement);
  return [
    "## Left out",
    "",
    `${sorted.length} numbers that only Wikipedia or the list of the Department of State of 2008 has as emergency numbers, many of`,
    "them abolished. An operator who knows one of them to be in use lists it.",
    "",
    writeNumbers(sorted),
    "",
  ];
}

export function superseded({ entries }) {
  return [
    "## Superseded numbers",
    "",
    "Another number took their place. People dial what they know: they are still recognised, with the flag `superseded`.",
    "",
    ...table(
      ["number", "since", "source"],
      ...entries
        .filter(({ supersededOn }) => supersededOn)
        .map((entry) => [keyOf(entry), entry.supersededOn, entry.sources.map((id) => `\`${id}\``).join(" ")]),
    ),
    "",
  ];
}

/** Columns of the coverage by source; what is none of these is a page of a regulator, government or service. */
const columns = [
  ["libphonenumber-9.0.35", "libphonenumber"],
  ["aosp-eccdata-2023-12", "AOSP"],
  ["itu-e129", "E.129"],
  ["gov-uk", "GOV.UK"],
  ["us-state-2008", "US State"],
  ["wikipedia", "Wikipedia"],
];

export function coverage({ entries }, { base, sources }, nameOf) {
  const { voicesOf } = makeSourceFacts(sources);
  const emergencies = entries.filter(isEmergency);
  const territories = [...new Set(emergencies.map(({ territory }) => territory))].sort(compare);
  const ofList = (id) => (entry) => entry.sources.some((reference) => sourceIdOf(reference) === id);
  const ofPages = (entry) => entry.sources.some((reference) => !columns.some(([id]) => id === sourceIdOf(reference)));
  const bySource = [...columns.map(([id]) => ofList(id)), ofPages];
  const listed = (territory) => base.filter((fact) => fact.territory === territory && fact.tier === "primary").length;
  const countsOf = (own, before) => [
    before,
    own.filter(isPrimary).length,
    own.filter((entry) => !isPrimary(entry)).length,
    ...bySource.map((isOf) => own.filter(isOf).length || ""),
    own.filter((entry) => voicesOf(entry.sources).size > 1).length || "",
  ];
  const rowOf = (territory) => {
    const own = emergencies.filter((entry) => entry.territory === territory);
    return [`${territory}, ${nameOf.get(territory)}`, ...countsOf(own, listed(territory))];
  };
  const several = territories.filter((territory) => {
    const own = emergencies.filter((entry) => entry.territory === territory);
    return voicesOf(own.flatMap((entry) => entry.sources)).size > 1;
  });
  return [
    "## Coverage by territory and source",
    "",
    `Emergency numbers: of the imported lists before the reports were weighed, and now. Of ${territories.length} territories ${several.length} have`,
    "two or more independent sources.",
    "",
    ...table(
      ["territory", "before", "primary", "extended", ...columns.map(([, title]) => title), "own pages", "two sources"],
      ["**all**", ...countsOf(emergencies, base.filter(({ tier }) => tier === "primary").length)],
      ...territories.map(rowOf),
    ),
    "",
  ];
}

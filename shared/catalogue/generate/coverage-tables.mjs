import { compare, keyOf } from "./entry-order.mjs";
import { table } from "./markdown-table.mjs";
import { sourceIdOf } from "./source-references.mjs";

const writeNumber = ({ shortCode, services, supersededOn }) => {
  const remarks = [...services, ...(supersededOn ? [`superseded on ${supersededOn}`] : [])];
  return remarks.length > 0 ? `${shortCode} (${remarks.join(", ")})` : shortCode;
};

export function withoutNumbers({ entries }, { territories }) {
  const covered = new Set(entries.filter((entry) => entry.class === "emergency").map(({ territory }) => territory));
  const rows = territories.filter(({ territory }) => !covered.has(territory));
  return [
    "## Territories without any emergency number",
    "",
    ...table(
      ["territory", "name", "why"],
      ...rows.map(({ territory, name, note }) => [territory, name, note ?? "No source lists one."]),
    ),
    "",
  ];
}

export function openQuestions({ openQuestions }, nameOf) {
  return [
    "## Open questions",
    "",
    ...table(
      ["territory", "question"],
      ...openQuestions.map(({ territory, question }) => [`${territory}, ${nameOf.get(territory)}`, question]),
    ),
    "",
  ];
}

export function amendments({ amendments }) {
  const writeServices = (services) => services && (services.join(", ") || "help in general");
  const writeFields = ({ tier, services, supersededOn }) =>
    [tier, writeServices(services), supersededOn && `superseded on ${supersededOn}`].filter(Boolean).join(": ");
  return [
    "## Corrections and additions to the imported lists",
    "",
    ...table(
      ["number", "action", "now", "reason", "source"],
      ...amendments.map((row) => [keyOf(row), row.action, writeFields(row.fields), row.reason, `\`${row.source}\``]),
    ),
    "",
  ];
}

export function nonEmergency({ nonEmergency }) {
  return [
    "## Special and test services",
    "",
    ...table(
      ["class", "numbers", "territories", "reason", "source"],
      ...nonEmergency.map((row) => [
        row.class,
        row.shortCodes.join(", "),
        row.territories.join(" "),
        row.reason,
        `\`${row.source}\``,
      ]),
    ),
    "",
  ];
}

export function callingCodes({ territoriesByCode }, { callingCodes: { assigned, numberedUnder } }) {
  const shared = [...territoriesByCode].filter(([, names]) => names.length > 1);
  const global = [...territoriesByCode].filter(([, names]) => names.length === 0);
  return [
    "## Calling codes",
    "",
    `${territoriesByCode.size} calling codes are assigned, and none begins another. They are libphonenumber's, and`,
    ...assigned.map((row) => `+${row.callingCode} (${row.territories}): ${row.reason}`),
    "",
    ...table(
      ["shared by several territories", "the main one first"],
      ...shared.map(([code, names]) => [`+${code}`, names.join(" ")]),
    ),
    "",
    `Global services, in no territory: ${global.map(([code]) => `+${code}`).join(", ")}.`,
    "",
    "Numbered under another territory's code, and only meant when the territory itself is known:",
    "",
    ...table(
      ["territory", "code", "reason"],
      ...numberedUnder.map((row) => [row.territory, `+${row.callingCode}`, row.reason]),
    ),
    "",
  ];
}

export function sources({ entries }, { sources }) {
  const countOf = (id) =>
    entries.filter((entry) => entry.sources.some((reference) => sourceIdOf(reference) === id)).length;
  const writePlace = ({ where, url }) => (url?.includes("{page}") === false ? `${where}, <${url}>` : where);
  return [
    "## Sources",
    "",
    "Facts only were taken from them. A number may have several. `territory` marks the administration, regulator, government or",
    "services of the territory itself, `government` another government, `list` what others gathered.",
    "",
    ...table(
      ["source", "title", "publisher", "where", "authority", "date", "numbers"],
      ...sources.map((source) => [
        `\`${source.id}\``,
        source.title,
        source.publisher,
        writePlace(source),
        source.authority,
        source.date ?? source.undated,
        countOf(source.id),
      ]),
    ),
    "",
  ];
}

export function everyTerritory({ entries }, nameOf) {
  const territories = [...new Set(entries.map(({ territory }) => territory))].sort(compare);
  const rowOf = (territory) => {
    const own = entries.filter((entry) => entry.territory === territory);
    const write = (select) => own.filter(select).map(writeNumber).join("; ");
    return [
      `${territory}, ${nameOf.get(territory)}`,
      `+${own[0]?.callingCode}`,
      write((entry) => entry.class === "emergency" && entry.tier === "primary"),
      write((entry) => entry.class === "emergency" && entry.tier === "extended"),
      write((entry) => entry.class === "special"),
      write((entry) => entry.class === "test"),
      [...new Set(own.flatMap((entry) => entry.sources.map(sourceIdOf)))].map((id) => `\`${id}\``).join(" "),
    ];
  };
  return [
    "## Every territory",
    "",
    ...table(["territory", "code", "emergency", "extended", "special", "test", "from"], ...territories.map(rowOf)),
  ];
}

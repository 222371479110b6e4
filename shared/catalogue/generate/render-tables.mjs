import { compare } from "./entry-order.mjs";
import { territoryBoxLines } from "./territory-boxes.mjs";

/** "PL 48 emergency primary - 112/fire,police 997": what the numbers of a line share, then the numbers. */
export function renderCatalogueTable({ entries }) {
  const headOf = ({ territory, callingCode, class: className, tier, supersededOn, byNumberOnly }) =>
    [territory, callingCode, className, tier, supersededOn ?? (byNumberOnly ? "!" : "-")].join(" ");
  const itemOf = ({ shortCode, services }) => (services.length > 0 ? `${shortCode}/${services}` : shortCode);
  return renderModule({ catalogueTable: gather(entries, headOf, itemOf) });
}

/** "PL itu-e129@2014-03-14,wikipedia 984 985": territory, sources, numbers; then "id date url publisher: title". */
export function renderSourceTable({ entries }, { sources }) {
  const headOf = (entry) => `${entry.territory} ${entry.sources}`;
  return renderModule({
    numberSourceTable: gather(entries, headOf, ({ shortCode }) => shortCode),
    sourceTable: sources.map(
      ({ id, date = "-", url = "-", publisher, title }) => `${id} ${date} ${url} ${publisher}: ${title}`,
    ),
  });
}

/** "44 GB GG IM JE": calling code, territories; then "PN 64": territory, calling code. */
export function renderCallingCodeTable({ territoriesByCode }, { callingCodes: { numberedUnder } }) {
  return renderModule({
    callingCodeTable: [...territoriesByCode].map(([callingCode, names]) => [callingCode, ...names].join(" ")),
    numberedUnderTable: numberedUnder.map(({ territory, callingCode }) => `${territory} ${callingCode}`),
  });
}

/** "FR -6 41 10 52 …": territory, then west, south, east and north of each box that it lies in, in degrees. */
export const renderTerritoryBoxTable = ({ territories }) =>
  renderModule({ territoryBoxTable: territoryBoxLines(territories) });

/** One line for all the entries with the same head, lines and items in order. */
function gather(entries, headOf, itemOf) {
  const lines = new Map();
  for (const entry of entries) lines.set(headOf(entry), [...(lines.get(headOf(entry)) ?? []), itemOf(entry)]);
  return [...lines].map(([head, items]) => `${head} ${items.join(" ")}`).sort(compare);
}

function renderModule(tables) {
  const rendered = Object.entries(tables).map(
    ([name, lines]) => `export const ${name} = \`\n${lines.join("\n")}\n\`;\n`,
  );
  return `// Generated from the JSON files in this folder by "npm run catalogue".\n${rendered.join("\n")}`;
}

import { compare } from "./entry-order.mjs";

/** "AD 376 emergency primary 110/police 112": what the numbers of a line share, then the numbers. */
export function renderCatalogueTable({ entries }) {
  const headOf = (entry) => [entry.territory, entry.callingCode, entry.class, entry.tier].join(" ");
  const itemOf = ({ shortCode, services }) => (services.length > 0 ? `${shortCode}/${services}` : shortCode);
  return renderModule({ catalogueTable: gather(entries, headOf, itemOf) });
}

/** "AD libphonenumber-9.0.35 112": territory, source ids, numbers; then "id publisher: title". */
export function renderSourceTable({ entries }, { sources }) {
  const headOf = (entry) => `${entry.territory} ${entry.sources}`;
  return renderModule({
    numberSourceTable: gather(entries, headOf, ({ shortCode }) => shortCode),
    sourceTitleTable: sources.map(({ id, publisher, title }) => `${id} ${publisher}: ${title}`),
  });
}

/** "44 GB GG IM JE": calling code, territories; then "PN 64": territory, calling code. */
export function renderCallingCodeTable({ territoriesByCode }, { callingCodes: { numberedUnder } }) {
  return renderModule({
    callingCodeTable: [...territoriesByCode].map(([callingCode, names]) => [callingCode, ...names].join(" ")),
    numberedUnderTable: numberedUnder.map(({ territory, callingCode }) => `${territory} ${callingCode}`),
  });
}

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

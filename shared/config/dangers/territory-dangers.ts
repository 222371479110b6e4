import { eachOf } from "./danger-rule.ts";

/** Territories that are removed, or lose all of their configured emergency numbers. */
export const territoryDangers = eachOf(
  ({ diff, uses }) => {
    const removed = diff.flatMap(({ kind, change, key }) =>
      kind === "territory" && change === "removed" ? [key] : [],
    );
    const has = uses.after.territoriesWithEmergencies;
    const emptied = [...uses.before.territoriesWithEmergencies].filter((territory) => !has.has(territory));
    return [...new Set([...removed, ...emptied])].sort();
  },
  () => (territory) => [{ danger: "empties-territory", item: territory, marks: [`territory ${territory}`] }],
);

/** Changed or removed numbers, where they are more than half of all. */
export const bulkDangers = eachOf(
  ({ before, diff }) => {
    const changed = diff.filter(({ kind, change }) => kind === "number" && change !== "added");
    return changed.length * 2 > before.document.numbers.length ? changed : [];
  },
  () =>
    ({ key }) => [{ danger: "changes-most-numbers", item: key, marks: [] }],
);

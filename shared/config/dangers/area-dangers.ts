import type { LocationTable } from "../../location/areas.ts";
import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import type { Item } from "../item-kinds.ts";
import { areasOf } from "../rules/area-rules.ts";
import { type Comparison, changesOf, type DangerRule, type Endangered, eachOf, type Mark } from "./danger-rule.ts";

/** Areas that callers are led to, and that are gone, elsewhere, or routed otherwise. */
export const areaDangers = eachOf(
  (comparison) => changesOf(comparison, "area").filter(({ change }) => change !== "added"),
  ({ before }) => {
    const led = new Set([...before.snapshot.locationTables.values()].flatMap((table) => [...new Set(areasOf(table))]));
    return ({ key, change, fields }) => {
      if (!led.has(key)) return [];
      const marks: readonly Mark[] = [`area ${key}`];
      const isMoved = change === "removed" || fields.includes("territory");
      return [
        ...(isMoved ? [{ danger: "changes-caller-areas" as const, item: key, marks }] : []),
        ...(fields.includes("routeSet")
          ? [{ danger: "reroutes-emergency-calls" as const, item: `area ${key}`, marks }]
          : []),
        ...(fields.includes("conversion")
          ? [{ danger: "rewrites-emergency-numbers" as const, item: `area ${key}`, marks }]
          : []),
      ];
    };
  },
);

/** Tables that lead callers elsewhere. Rows are named, of boundaries the table. Paced. */
export const locationTableDangers: DangerRule = async (comparison) => {
  const found: Endangered[] = [];
  for (const { key: name } of changesOf(comparison, "location-table")) {
    const was = comparison.before.snapshot.locationTables.get(name);
    const is = comparison.after.snapshot.locationTables.get(name);
    if (was === is) continue;
    const areas = [...new Set([...areasOf(was), ...areasOf(is)])];
    const marks = areas.map((area): Mark => `area ${area}`);
    for (const item of await changedRows(name, was, is)) found.push({ danger: "changes-caller-areas", item, marks });
  }
  return found;
};

async function changedRows(
  name: string,
  was: LocationTable | undefined,
  is: LocationTable | undefined,
): Promise<readonly string[]> {
  const [before, after] = [rowsOf(was), rowsOf(is)];
  if (before === null || after === null) return [`boundaries of ${name}`];
  const items: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(key) !== after.get(key)) items.push(`${key} in ${name}`);
    if (pace.isDue()) await pace.rest();
  }
  return items;
}

const noRows: ReadonlyMap<string, string> = new Map();

/** Null for boundaries. */
function rowsOf(table: LocationTable | undefined): ReadonlyMap<string, string> | null {
  if (table === undefined) return noRows;
  if (table.keys === "boundary") return null;
  return table.keys === "civic" ? table.civic.rows : table.rows;
}

/**
 * Rules of territories with areas that ask otherwise, and rules that believe other things or screen otherwise, wherever it is: what is
 * believed decides the territory too.
 */
export const locationRuleDangers = eachOf(
  (comparison) => changesOf(comparison, "location-rule"),
  (comparison) =>
    ({ key, before, after, fields, change }) => {
      const territory = String((before ?? after)?.territory);
      const withAreas = territoriesOf(comparison, territory, ({ areas }) => areas);
      const configured = territoriesOf(comparison, territory, ({ territories }) =>
        territories.map(({ code }) => ({ territory: code })),
      );
      const isAsking = change !== "changed" || fields.includes("order");
      const isBelieving = change === "changed" ? fields.some((field) => beliefs.has(field)) : doubtsOf(before ?? after);
      const isScreened = change === "changed" ? fields.includes("screenRouteSet") : screensOf(before ?? after);
      const concerned = isBelieving ? configured : isAsking ? withAreas : [];
      return [
        ...(concerned.length > 0
          ? [{ danger: "changes-caller-areas" as const, item: `rule ${key}`, marks: marksOf(concerned) }]
          : []),
        ...(isScreened
          ? [
              {
                danger: "reroutes-emergency-calls" as const,
                item: `rule ${key}: screening`,
                marks: marksOf(configured),
              },
            ]
          : []),
      ];
    },
);

const beliefs: ReadonlySet<string> = new Set(["methods", "maxAgeS"]);

const marksOf = (territories: readonly string[]): readonly Mark[] =>
  territories.map((territory): Mark => `territory ${territory}`);

const doubtsOf = (rule: Item | null): boolean => (rule?.methods ?? rule?.maxAgeS ?? null) !== null;

const screensOf = (rule: Item | null): boolean => (rule?.screenRouteSet ?? null) !== null;

type Located = readonly { readonly territory: string }[];

/** Of what either document has there, the territories that a rule is for: its own, or all for `*`. */
const territoriesOf = (
  { before, after }: Comparison,
  territory: string,
  listOf: (document: ConfigDocument) => Located,
): readonly string[] =>
  [...new Set([before, after].flatMap(({ document }) => listOf(document).map((item) => item.territory)))].filter(
    (code) => territory === "*" || code === territory,
  );

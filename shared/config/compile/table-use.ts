import type { Conversion, ConversionStep } from "../../routing/conversion.ts";

/** A look-up of a step in a table. `key` is what it looks up, `field` the step's field that says so. */
export type TableUse = {
  readonly step: number;
  readonly table: string;
  readonly key: "locationKey" | "callingPartyPrefix" | "territory" | "callingParty";
  readonly field: "key" | "table";
  /** Whether a call without a row in the table is converted all the same. */
  readonly hasFallback: boolean;
};

export const tableUses = ({ steps }: Conversion): readonly TableUse[] =>
  steps.flatMap((step: ConversionStep, i): TableUse[] => {
    if (step.do === "lookup") {
      const { table, key, otherwise } = step;
      return [{ step: i, table, key, field: "key", hasFallback: otherwise !== null }];
    }
    if (step.do === "set-calling-party" && step.table !== null)
      return [{ step: i, table: step.table, key: "callingParty", field: "table", hasFallback: true }];
    return [];
  });

/** Whether all tables of a conversion are there. Without them its result is unknown. */
export const hasItsTables = (conversion: Conversion, tables: ReadonlyMap<string, unknown>): boolean =>
  tableUses(conversion).every(({ table }) => tables.has(table));

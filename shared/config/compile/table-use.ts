import type { Conversion, ConversionStep } from "../../routing/conversion.ts";

/** A table that a step looks something up in. `key` is what it looks up by, `field` where the step says so. */
export type TableUse = {
  readonly step: number;
  readonly table: string;
  readonly key: "locationKey" | "callingPartyPrefix" | "territory" | "callingParty";
  readonly field: "key" | "table";
  /** Whether a call that no row is for is converted all the same. */
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

/** Whether all tables of a conversion could be loaded: without them there is no telling what it does. */
export const hasItsTables = (conversion: Conversion, tables: ReadonlyMap<string, unknown>): boolean =>
  tableUses(conversion).every(({ table }) => tables.has(table));

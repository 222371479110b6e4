import type { Fault } from "./faults.ts";
import type { Json } from "./json-schema.ts";

/** What every field is given. */
export type ValueProps = {
  /** As faults name it. Also the id of the field. */
  readonly path: string;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly faults: readonly Fault[];
};

/** What is said of a field. */
export type Told = { readonly label: string; readonly hint: string | null };

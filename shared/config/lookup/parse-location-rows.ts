import * as z from "zod";
import { type Checked, valid } from "../../checked.ts";
import { foldCivicKey, saysPart } from "../../location/civic-key.ts";
import type { LocationSource } from "../../location/location-sources.ts";
import { nameSchema } from "../../routing/names.ts";
import { encodeKey, keysRow } from "./location-rows.ts";
import type { LookupRow } from "./lookup-row.ts";
import { parseRows } from "./parse-lookup-rows.ts";

type KeyedSource = Exclude<LocationSource, "boundary">;

/** A row of a location table: a key, and the area that it leads to. */
const rowSchema = (keys: KeyedSource) => {
  const { pattern, isKey = () => true, message } = keyForms[keys];
  const key = z
    .string()
    .max(160)
    .refine((text) => pattern.test(text) && isKey(text), message);
  return z.strictObject({ key, area: nameSchema });
};

type KeyForm = {
  readonly pattern: RegExp;
  /** What the pattern cannot tell. */
  readonly isKey?: (key: string) => boolean;
  readonly message: string;
};

const keyForms: Readonly<Record<KeyedSource, KeyForm>> = {
  civic: {
    pattern: /^(?:\*|(?:[A-Za-z]{2})?(?:\|[^|\p{Cc}\p{Surrogate}]{0,64}){5})$/u,
    isKey: (key) => key === "*" || saysPart(foldCivicKey(key)),
    message: "must be country|A1|A2|A3|A4|PC with at least one of them, such as US|TX||Austin||, or *",
  },
  locationKey: {
    pattern: /^[^\p{Cc}\p{Surrogate}]{1,64}$/u,
    message: "must be 1 to 64 characters without control characters",
  },
  callingParty: { pattern: /^(?:\*|\+[0-9]{3,15})$/, message: "must be + and 3 to 15 digits, or *" },
  callingPartyPrefix: { pattern: /^(?:\*|\+[0-9]{1,15})$/, message: "must be + and 1 to 15 digits, or *" },
};

/**
 * Reads the rows of a location table, but for boundaries: CSV with the header `key,area`, or a JSON list of `{key, area}`. The result is
 * as it is stored. Paced.
 */
export async function parseLocationRows(
  bytes: Uint8Array,
  format: "csv" | "json",
  keys: KeyedSource,
): Promise<Checked<readonly LookupRow[]>> {
  const schema = rowSchema(keys);
  const parsed = await parseRows(bytes, format, {
    columns: ["key", "area"],
    schema,
    isRow: (value): value is z.infer<typeof schema> => schema.safeParse(value).success,
    identity: ({ key }) => (keys === "civic" ? foldCivicKey(key) : key),
  });
  if (parsed.outcome === "faulty") return parsed;
  const rows = parsed.value.map(({ key, area }) => ({ key: encodeKey(key), value: area }));
  return valid([{ key: keysRow, value: keys }, ...rows]);
}

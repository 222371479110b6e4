import * as z from "zod";
import { type Checked, valid } from "../../checked.ts";
import { foldCivicKey } from "../../location/civic-key.ts";
import type { LocationSource } from "../../location/location-sources.ts";
import { nameSchema } from "../../routing/names.ts";
import { encodeKey, keysRow } from "./location-rows.ts";
import type { LookupRow } from "./lookup-row.ts";
import { parseRows } from "./parse-lookup-rows.ts";

type KeyedSource = Exclude<LocationSource, "boundary">;

/** A row of a location table: a key, and the area that it leads to. */
const rowSchema = (keys: KeyedSource) =>
  z.strictObject({ key: z.union([z.literal("*"), keySchemas[keys]], whyNoKey[keys]), area: nameSchema });

const text = z
  .string()
  .max(160)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u);

const keySchemas = {
  civic: text.regex(/^(?:[A-Za-z]{2})?(?:\|[^|]*){5}$/).refine((key) => /[^|]/.test(key)),
  locationKey: text.min(1).max(64),
  callingParty: z.string().regex(/^\+[0-9]{3,15}$/),
  callingPartyPrefix: z.string().regex(/^\+[0-9]{1,15}$/),
} as const satisfies Record<KeyedSource, z.ZodType<string>>;

const whyNoKey: Readonly<Record<KeyedSource, string>> = {
  civic: "must be country|A1|A2|A3|A4|PC with at least one of them, such as US|TX||Austin||, or *",
  locationKey: "must be 1 to 64 characters without control characters, or *",
  callingParty: "must be + and 3 to 15 digits, or *",
  callingPartyPrefix: "must be + and 1 to 15 digits, or *",
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

import * as z from "zod";
import { services } from "../catalogue/catalogue-entry.ts";
import { territoryCodeSchema } from "../catalogue/territory-name.ts";
import { callClasses } from "../recognition/classes.ts";
import { spellings } from "../recognition/spellings.ts";
import { conversionSchema } from "../routing/conversion.ts";
import { nameSchema } from "../routing/names.ts";
import { routeSetSchema } from "../routing/route-set.ts";
import { areaSchema, divertSchema, locationRuleSchema, locationTableSchema } from "./area.ts";
import { changePolicySchema } from "./change-policy.ts";
import { expectationSchema } from "./expectation.ts";
import { exactText, instant, remark } from "./text-fields.ts";

const shortCode = z.string().regex(/^[0-9]{2,8}$/, "must be 2 to 8 digits");

/** Emergency numbers of territories whose lists do not have them. */
const universalNumbers = z
  .array(z.string().regex(/^[0-9]{3,8}$/, "must be 3 to 8 digits"))
  .max(8)
  .refine((numbers) => new Set(numbers).size === numbers.length, "must not name a number twice");

export const ingressSchema = z.strictObject({
  name: nameSchema,
  spellings: z.array(z.enum(spellings)).min(1),
  masks: z
    .array(z.strictObject({ dialled: z.string().regex(/^\+?[0-9*#]{2,16}$/, "must be a dial string"), shortCode }))
    .default([]),
  internationalPrefixes: z
    .array(z.string().regex(/^[0-9]{1,5}$/, "must be 1 to 5 digits"))
    .max(10)
    .default(["00", "011"]),
  defaultTerritory: territoryCodeSchema.nullable().default(null),
  platformRoutedTerritories: z.array(territoryCodeSchema).default([]),
  trustTerritory: z.boolean().default(true),
  strictSpellings: z.boolean().default(false),
  /** Whether contacts carry the headers of their route. */
  redirectHeaders: z.boolean().default(false),
});

export const tenantSchema = z.strictObject({
  name: nameSchema,
  defaultTerritory: territoryCodeSchema.nullable().default(null),
});

export const territorySchema = z.strictObject({
  code: territoryCodeSchema,
  callingCode: z.string().regex(/^[1-9][0-9]{0,2}$/, "must be a calling code without +"),
  routeSet: nameSchema.nullable().default(null),
  conversion: nameSchema.nullable().default(null),
  contingencyRouteSet: nameSchema.nullable().default(null),
  /** Instead of those of `defaults`; null for the same. */
  universalNumbers: universalNumbers.nullable().default(null),
});

export const numberSchema = z.strictObject({
  tenant: z.union([z.literal("*"), nameSchema]).default("*"),
  territory: territoryCodeSchema,
  shortCode,
  class: z.enum(callClasses),
  services: z.array(z.enum(services)).default([]),
  conversion: nameSchema.nullable().default(null),
  routeSet: nameSchema.nullable().default(null),
  validFrom: instant.nullable().default(null),
  validUntil: instant.nullable().default(null),
  source: remark(256).default(""),
  verifiedOn: z.iso.date().nullable().default(null),
  note: remark(1024).default(""),
});

export const lookupTableSchema = z.strictObject({
  name: nameSchema,
  keys: z.enum(["locationKey", "callingPartyPrefix", "territory", "callingParty"]),
  version: z.int32().min(1),
  /**
   * The hash of that version's rows, so that the configuration's own hash covers them. Filled in by the service. Configurations
   * of older releases do not have it and must stay so, because it would change their hash.
   */
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits in small letters")
    .exactOptional(),
});

/**
 * Events of the audit trail that retention must not delete: those that match every given field, `to` excluded. A hold without
 * any holds the whole trail. The tenant `*` stands for calls that named none.
 */
export const legalHoldSchema = z
  .strictObject({
    name: nameSchema,
    reason: remark(1024).min(1),
    tenant: exactText(64).nullable().default(null),
    callId: exactText(256).nullable().default(null),
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
  })
  .refine(({ from, to }) => from === null || to === null || from < to, { path: ["to"], message: "must be after from" });

export const defaultsSchema = z.strictObject({
  contingencyRouteSet: nameSchema.nullable().default(null),
  /** How a number is classified that only the built-in catalogue has. */
  unprovisioned: z.enum(["emergency", "ordinary"]).default("emergency"),
  conversion: nameSchema.default("as-received"),
  universalNumbers: universalNumbers.default([]),
  /** Whether the contingency routes follow behind the routes of every emergency. */
  appendContingency: z.boolean().default(true),
});

export const documentSchema = z.strictObject({
  ingresses: z.array(ingressSchema).default([]),
  tenants: z.array(tenantSchema).default([]),
  territories: z.array(territorySchema).default([]),
  numbers: z.array(numberSchema).default([]),
  conversions: z.array(conversionSchema).default([]),
  routeSets: z.array(routeSetSchema).default([]),
  lookupTables: z.array(lookupTableSchema).default([]),
  legalHolds: z.array(legalHoldSchema).default([]),
  expectations: z.array(expectationSchema).default([]),
  /** One, or none: then nothing needs approval. */
  changePolicies: z.array(changePolicySchema).max(1).default([]),
  areas: z.array(areaSchema).default([]),
  locationTables: z.array(locationTableSchema).default([]),
  locationRules: z.array(locationRuleSchema).default([]),
  diverts: z.array(divertSchema).default([]),
  defaults: defaultsSchema.prefault({}),
});

/** The whole configuration (contract section 3). The order of items makes no difference. */
export type ConfigDocument = z.infer<typeof documentSchema>;

export type NumberItem = ConfigDocument["numbers"][number];

/** What callers from anywhere try in an emergency: the number of GSM networks (3GPP TS 22.101, 10.1), and that of North America. */
export const usualUniversalNumbers: readonly string[] = ["112", "911"];

/** A configuration without items: numbers are found in the built-in catalogue alone. */
export const emptyDocument: ConfigDocument = documentSchema.parse({});

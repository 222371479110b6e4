import * as z from "zod";
import { territoryCodeSchema } from "../catalogue/territory-name.ts";
import { locationSources } from "../location/location-sources.ts";
import { nameSchema } from "../routing/names.ts";
import { exactText, givenLocationSchema, instant, remark } from "./text-fields.ts";

/** What is told of a caller in an example: at least one thing that says where. */
const areaExampleSchema = z
  .strictObject({
    ingress: exactText(64).exactOptional(),
    callingParty: exactText(64).exactOptional(),
    locationKey: exactText(64).exactOptional(),
    location: givenLocationSchema.exactOptional(),
  })
  .refine(
    ({ callingParty, locationKey, location }) => (callingParty ?? locationKey ?? location) !== undefined,
    "must have callingParty, locationKey or location",
  );

export type AreaExample = z.infer<typeof areaExampleSchema>;

/** A part of a territory whose calls go to a PSAP of their own (contract section 9). */
export const areaSchema = z.strictObject({
  name: nameSchema,
  territory: territoryCodeSchema,
  displayName: remark(128).min(1),
  routeSet: nameSchema.nullable().default(null),
  conversion: nameSchema.nullable().default(null),
  /** Callers that this area must be found for. */
  examples: z.array(areaExampleSchema).max(20).default([]),
});

/** Which stored rows tell the area of a caller. `hash`: as that of a lookup table. */
export const locationTableSchema = z.strictObject({
  name: nameSchema,
  keys: z.enum(locationSources),
  version: z.int32().min(1),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits in small letters")
    .exactOptional(),
});

const isWithoutDoubles = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

const monthS = 31 * 24 * 3_600;

/** What is asked, in which order, for the area of a caller in one territory by one ingress; `*` for all others. */
export const locationRuleSchema = z.strictObject({
  territory: z.union([z.literal("*"), territoryCodeSchema]).default("*"),
  ingress: z.union([z.literal("*"), nameSchema]).default("*"),
  order: z.array(z.enum(locationSources)).min(1).refine(isWithoutDoubles, "must not name a source twice"),
  /** The only ways of finding a location that are believed (IANA registry "Method Tokens"); null for all. */
  methods: z
    .array(z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, "must be a method token, such as GPS"))
    .min(1)
    .max(20)
    .nullable()
    .default(null),
  /** Where a call goes whose area cannot be told; null for where it would go without areas. */
  screenRouteSet: nameSchema.nullable().default(null),
  maxAgeS: z.int().min(1).max(monthS).nullable().default(null),
});

export const divertLongestMs = 7 * 24 * 3_600_000;

/** Calls of one route set, or of one area, go to another route set for a while. It ends by itself. */
export const divertSchema = z
  .strictObject({
    name: nameSchema,
    from: z
      .strictObject({ routeSet: nameSchema.exactOptional(), area: nameSchema.exactOptional() })
      .refine(
        ({ routeSet, area }) => (routeSet === undefined) !== (area === undefined),
        "needs a route set or an area",
      ),
    to: nameSchema,
    validFrom: instant,
    validUntil: instant,
    reason: remark(512).min(1),
  })
  .superRefine(({ validFrom, validUntil }, context) => {
    const lastsMs = Date.parse(validUntil) - Date.parse(validFrom);
    const message =
      lastsMs <= 0
        ? "must be after validFrom"
        : lastsMs > divertLongestMs
          ? "must be at most 7 days after validFrom"
          : null;
    if (message !== null) context.addIssue({ code: "custom", path: ["validUntil"], message });
  });

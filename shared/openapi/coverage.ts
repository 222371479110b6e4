import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { services } from "../catalogue/catalogue-entry.ts";
import type { AreaCoverage } from "../config/coverage/cover-areas.ts";
import type { Coverage } from "../config/coverage/cover-document.ts";
import type { TerritoryCoverage } from "../config/coverage/territory-coverage.ts";
import { callClasses } from "../recognition/classes.ts";
import { entrySchema } from "./catalogue-schemas.ts";
import { etagHeader } from "./configuration.ts";
import { countField, instantField, versionField } from "./fields.ts";
import { damaged, guarded, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

const listedSchema = z.object({
  tenant: z.string().describe("`*` for all customers."),
  shortCode: z.string(),
  class: z.enum(callClasses),
});

const seenSchema = z.object({
  number: z.string().describe("The short code, or what was dialled where none was found."),
  unprovisioned: countField.describe("How often it was an emergency that only the catalogue has."),
  suspected: countField.describe("How often it was none, but looked like one."),
}) satisfies z.ZodType<Coverage["unplaced"][number]>;

const coverageOfTerritory = {
  numbers: z.array(listedSchema).describe("What is configured and has not ended."),
  catalogueOnly: z
    .array(entrySchema.pick({ shortCode: true, class: true, services: true, tier: true, supersededOn: true }))
    .describe("Emergency and test numbers that only the catalogue has."),
  differing: z
    .array(
      listedSchema.extend({
        services: z.array(z.enum(services)),
        catalogue: entrySchema.pick({ class: true, services: true }),
      }),
    )
    .describe("Numbers of which the catalogue has another class, or other services."),
  withoutOwnRoute: z
    .array(z.object({ tenant: z.string().nullable(), shortCode: z.string() }))
    .describe(
      "Emergency and test numbers that have only the contingency route; `tenant` null for one of the catalogue.",
    ),
  stale: z
    .array(listedSchema.extend({ verifiedOn: z.string().nullable() }))
    .describe("Numbers verified longer ago than `staleAfterDays`, or on no known day."),
  unsourced: z.array(listedSchema).describe("Numbers whose `source` is empty."),
} satisfies Readonly<Record<keyof TerritoryCoverage, z.ZodType>>;

const seenInTerritory = z.array(seenSchema).describe("What was dialled without being configured, most often first.");

const briefAreaSchema = z.object({ name: z.string(), territory: z.string(), displayName: z.string() });

const areaLists = {
  unreached: z.array(briefAreaSchema).describe("Areas to which no row and no boundary leads."),
  withoutRoute: z
    .array(briefAreaSchema)
    .describe("Areas without a route set: their calls go where the territory's go."),
  strayKeys: z
    .array(z.object({ table: z.string(), version: versionField, key: z.string().nullable(), area: z.string() }))
    .describe("Rows that lead to an area which is not there; `key` null for a boundary. Empty with `territory`."),
  unusable: z
    .array(z.object({ table: z.string(), version: versionField, why: z.string() }))
    .describe("Location tables that cannot be used: what they lead to is not known."),
} satisfies Readonly<Record<keyof AreaCoverage, z.ZodType>>;

/** Features as GeoJSON, with these properties. */
const featuresSchema = <Properties extends z.ZodType>(properties: Properties) =>
  z.object({
    type: z.literal("FeatureCollection"),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        bbox: z.array(z.number()).describe("West, south, east, north in degrees."),
        properties,
        geometry: z
          .object({
            type: z.literal("MultiPolygon"),
            coordinates: z.array(z.array(z.array(z.array(z.number())))),
          })
          .nullable()
          .describe("Null where the answer would be too long with it."),
      }),
    ),
  });

const boundariesSchema = z
  .object({
    complete: z.boolean().describe("Whether the boundaries of all territories were compared."),
    leftOut: z
      .array(
        z.object({
          territory: z.string(),
          corners: countField,
          why: z
            .enum(["corners", "density", "time"])
            .describe(
              "`corners`: there are more than 1,000,000. `density`: more than 2,000 within ten metres. `time`: comparing takes more " +
                "than 30 s; ask for the territory alone.",
            ),
        }),
      )
      .describe("Territories whose boundaries were not compared."),
    overlaps: featuresSchema(
      z.object({
        territory: z.string(),
        areas: z.array(z.string()),
        holds: z.string().describe("The smaller area, which has the calls from there."),
        within: z.boolean().describe("Whether all of the smaller area lies in the other one, as a town in its county."),
        squareMetres: z.number().min(0),
      }),
    ).describe("Where two areas of a territory are both: the 200 largest, the largest first."),
    gaps: featuresSchema(
      z.object({
        territory: z.string(),
        areas: z.array(z.string()).describe("Some of the areas around it."),
        squareMetres: z.number().min(0),
      }),
    ).describe("What is enclosed by areas of a territory and in none of them: the 200 largest, the largest first."),
    counts: z.object({ overlaps: countField, gaps: countField }).describe("How many there are in all."),
  })
  .nullable()
  .describe("GeoJSON (RFC 7946). Null without `boundaries=true`.");

/** What an operator should look at. */
export const coverageAnswerSchema = z.object({
  version: versionField,
  asOf: instantField,
  staleAfterDays: countField,
  seen: z
    .object({
      complete: z.boolean().describe("Whether all of the last 31 days were counted."),
      since: instantField.nullable().describe("Back to when everything was counted; null where nothing was."),
    })
    .describe("How much of the audit trail was counted. An answer does not wait longer than 10 s for it."),
  territories: z.array(
    z.object({
      territory: z.string(),
      callingCode: z.string().nullable(),
      configured: z.boolean(),
      routeSet: z.string().nullable(),
      ...coverageOfTerritory,
      seen: seenInTerritory,
      counts: z
        .object(Object.fromEntries([...Object.keys(coverageOfTerritory), "seen"].map((name) => [name, countField])))
        .describe("How long each list is in all: at most 50 entries are listed, or all with `detail=full`."),
    }),
  ),
  unplaced: z.array(seenSchema).describe("What was dialled where nothing says in which territory."),
  unplacedCount: countField,
  areas: z.object({
    ...areaLists,
    counts: z
      .object(Object.fromEntries(Object.keys(areaLists).map((name) => [name, countField])))
      .describe("How long each list is in all."),
    boundaries: boundariesSchema,
  }),
});

/** What to look after, once a country is configured. */
export const coveragePaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/config/coverage": {
    get: {
      operationId: "readCoverage",
      tags: ["Configuration"],
      summary: "What is missing, doubtful or out of date, territory by territory",
      description:
        "Compares the active version with the catalogue, and with what was dialled in the last 31 days. Answered without the " +
        "latter where the audit trail cannot be read: see `seen`. An instance answers one such request at a time.",
      security: byRole("Config.Read"),
      requestParams: {
        query: describeFields(requests.coverageQuery, {
          territory:
            "Territories with commas between them; without it all that are configured or in which something was dialled.",
          staleAfterDays: "After how many days a number should be verified again.",
          boundaries:
            "`true`: also where boundaries of areas overlap and what they leave between them. It may take seconds.",
          detail: "`short` lists at most 50 entries of each list, `full` all.",
        }),
      },
      responses: {
        200: {
          description: "The comparison.",
          headers: etagHeader,
          content: { "application/json": { schema: coverageAnswerSchema } },
        },
        400: unreadable,
        500: damaged,
        ...guarded,
      },
    },
  },
});

import * as z from "zod";
import type { DecidedLocation, RecordedLocation } from "../routing/decision.ts";

/** `location` of a request, as it may be described. The reader takes anything. */
export const givenLocationSchema = z
  .looseObject({
    pidf: z.string().optional().describe("A PIDF-LO (RFC 4119, 5139, 5491): the XML, 24 KiB at most."),
    body: z.string().optional().describe("The INVITE's body as it came, with all its parts."),
    contentType: z.string().optional().describe("The INVITE's Content-Type, with its boundary."),
    geolocation: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe(
        "The INVITE's Geolocation header values (RFC 6442). `geo:` is read; a reference by https or sip is not fetched.",
      ),
    geo: z
      .object({ lat: z.number(), lon: z.number(), radiusM: z.number().min(0).optional() })
      .optional()
      .describe("Coordinates: WGS 84, in degrees, and how far the caller may be from there, in metres."),
    civic: z
      .record(z.string(), z.string())
      .optional()
      .describe("An address by its elements (RFC 5139): `country`, `A1` to `A6`, `PC`, `RD`, `HNO`, `NAM`, `ELIN`."),
    method: z.string().optional().describe("How it was found, such as `GPS`, where the PIDF-LO does not say."),
    timestamp: z.string().optional().describe("When it was found, where the PIDF-LO does not say."),
  })
  .describe(
    "Where the caller is. The first usable of `pidf`, `body`, and `geo` with `civic` counts. Whatever stands here, the call is " +
      "decided, with the same class as without it. It is not recorded, unless `AUDIT_LOCATION` is `full`.",
  );

/** Where the caller is, in a decision. */
export const locationSchema = z.object({
  from: z.string().nullable().describe("What led to the area, such as `boundary`; null without one."),
  area: z.string().nullable().describe("The area that serves the caller; null if none was found."),
  displayName: z.string().nullable(),
  match: z
    .enum(["inside", "overlaps", "key", "default"])
    .nullable()
    .describe(
      "`inside`: the middle of the place is in the area. `overlaps`: the place touches others too. `key`: by a row. `default`: " +
        "by the row for all others.",
    ),
  alternatives: z.array(z.string()).describe("Other areas that may be meant."),
  method: z.string().nullable().describe("How the place was found, such as `GPS`."),
  uncertaintyM: z
    .number()
    .min(0)
    .nullable()
    .describe("How far the caller may be from the middle of the place, in metres."),
  elin: z
    .string()
    .nullable()
    .describe(
      "The emergency location identification number. It is not recorded, but where it was sent as the caller's number.",
    ),
}) satisfies z.ZodType<DecidedLocation>;

/** The same in the trail. */
export const recordedLocationSchema = locationSchema.omit({ elin: true }) satisfies z.ZodType<RecordedLocation>;

import * as z from "zod";
import { callSetupFields } from "../recognition/call-setup.ts";

const fields = callSetupFields;

/** A call as the signalling layer may describe it. The reader asks for less: see the description. */
export const callSetupSchema = z
  .looseObject({
    calledParty: z
      .string()
      .describe(
        "The called party exactly as received: E.164-like, short code, `tel:`, `sip:`, `sips:` or `urn:service:...`, with or " +
          "without display name, separators, parameters and percent-encoding. Do not convert anything yourself.",
      ),
    callId: fields.callId.nullish().describe("The SIP Call-ID, to find the call again. When absent one is made."),
    ingress: fields.ingress.nullish().describe("The ingress profile: which platform or trunk. When absent `default`."),
    tenant: fields.tenant.nullish().describe("The customer. When absent `*`, the numbers for all."),
    callingParty: fields.callingParty
      .nullish()
      .describe("The caller's number in the same forms; null or `anonymous` when withheld. It may tell the territory."),
    territory: fields.territory.nullish().describe("Where the caller is, ISO 3166-1 alpha-2, if you know it."),
    locationKey: fields.locationKey
      .nullish()
      .describe("Key into a location-keyed table: INSEE commune, AGS, site, area code."),
    receivedAt: fields.receivedAt.nullish().describe("When you received the call. Recorded; decides nothing."),
    attributes: fields.attributes
      .meta({ override: { maxProperties: 20 } })
      .nullish()
      .describe("Texts of your own, copied to the audit event. At most 20."),
  })
  .describe(
    "Only `calledParty` is required. A field that is missing, null or not of the form given here is ignored, and named in " +
      "the answer's `flags` as `invalid:<field>`; it never costs the call its decision. Members that are not known are " +
      "recorded with the rest.",
  );

import * as z from "zod";
import type { RtjsonAnswer } from "../routing/write-rtjson.ts";
import { callSetupAnswerSchema, decisionSchema } from "./call-schemas.ts";

/** The parameters of a call. */
export const callQuery = z.object({
  question: z.string().optional().describe("`sipjson`: the body is what Kamailio's `sj_serialize` writes."),
  answer: z.string().optional().describe("`rtjson`: the answer is what Kamailio's `rtjson_init_routes` takes."),
  ingress: z.string().optional().describe("With `question`: the ingress profile, which such a body does not name."),
});

/** A call as Kamailio's module sipjson writes it. */
export const sipjsonSchema = z
  .looseObject({
    ru: z.string().describe("The Request-URI: the called party."),
    ci: z.string().optional().describe("The Call-ID."),
    fU: z.string().optional().describe("The user of From. With `fd` it is the caller, unless `ai` is."),
    fd: z.string().optional().describe("The host of From."),
    ai: z
      .string()
      .optional()
      .describe("The asserted identity: the module does not write it, a configuration may add it."),
    si: z.string().optional().describe("The source address, which becomes `attributes.sourceAddress`."),
    rb: z.string().optional().describe("The body, which becomes `location.body`. It is not recorded."),
    cT: z
      .string()
      .optional()
      .describe(
        "Its type, which becomes `location.contentType`: the module does not write it, a configuration may add it.",
      ),
    geolocation: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe("The Geolocation header values, as `location.geolocation`: a configuration may add them too."),
  })
  .describe(
    "With `question=sipjson`. The other members of the module are taken and say nothing; members of a call-setup event may stand " +
      "beside them.",
  );

const rtjsonRouteSchema = z.object({
  name: z.string(),
  uri: z.string().describe("The Request-URI."),
  dst_uri: z.string().exactOptional().describe("Where to send it; only if the URI names no host."),
  path: z.string().exactOptional().describe("The same as a Route header."),
  headers: z.object({
    extra: z.string().describe("Header lines to append."),
    replaces: z
      .string()
      .describe("A regular expression for `remove_hf_re_pv`: the names of those headers. Empty if there are none."),
  }),
  fr_timer: z.int().describe("How long to wait for a first answer, in milliseconds."),
  fr_inv_timer: z.int().describe("How long it may ring, in milliseconds."),
});

const { decisionId, class: callClass, action, retryOn, flags, contacts } = decisionSchema.shape;

/** A decision as Kamailio's module rtjson takes it. */
export const rtjsonAnswerSchema = z.object({
  version: z.literal("1.0"),
  routing: z.literal("serial"),
  routes: z.array(rtjsonRouteSchema).describe("Empty with `continue`."),
  decisionId,
  class: callClass,
  action,
  retryOn,
  flags,
  contacts,
  conversion: z
    .object({
      name: z.string(),
      calledParty: z.string().exactOptional().describe("Only if a conversion wrote it."),
      callingParty: z.string().exactOptional().describe("Only if a conversion set it. It is in `extra` too."),
    })
    .describe("With `continue`: route by `calledParty`, if it is there."),
  audit: callSetupAnswerSchema.shape.audit,
}) satisfies z.ZodType<RtjsonAnswer>;

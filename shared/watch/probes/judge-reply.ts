import * as z from "zod";
import { parsedOrNull } from "../../audit/recorded-event.ts";
import type { Expectation } from "../../config/expectation.ts";
import { type JudgedRoute, unmetBy } from "../../config/expectations/unmet.ts";
import { probeAnswerHeader } from "../../identity/probe-marker.ts";
import { callClasses } from "../../recognition/classes.ts";
import type { ConfigInForce } from "../../routing/decision.ts";
import type { ProbeReply } from "./send-probe.ts";

/** What was wrong with the answer to a probe. All but `expectation` is wrong with the target, whatever the expectation. */
export type ProbeFault = { readonly what: ProbeFaultWord; readonly wanted: string; readonly got: string };

export const probeFaultMeanings = {
  unreachable: "no answer came within 3 s",
  status: "the answer was not 200",
  unreadable: "the answer is no decision",
  "not-recognised": "the probe was taken for a real call: the secret differs there, or the header was lost on the way",
  version: "another configuration decided than the active one",
  slow: "the answer came later than 600 ms",
  expectation: "the decision does not meet the expectation",
} as const;

export type ProbeFaultWord = keyof typeof probeFaultMeanings;

/** The active version. Regions may number their versions differently: what counts is the hash of the content. */
export type WantedConfig = Pick<ConfigInForce, "version" | "hash">;

/** What an answer is compared with. */
export type WantedReply = {
  readonly expectation: Expectation;
  readonly config: WantedConfig;
  /** Names of the routes that such a call may be given first. */
  readonly firstRoutes: readonly string[];
};

/** The webhook answers within this, even while both stores of the audit trail fail. */
const answeredWithinMs = 600;

const replySchema = z.object({
  class: z.enum(callClasses),
  action: z.enum(["route", "continue"]),
  number: z.object({ territory: z.string().nullable() }),
  location: z.object({ area: z.string().nullable() }).nullable().default(null),
  conversion: z.object({ name: z.string(), calledParty: z.string() }),
  routes: z.array(z.object({ name: z.string(), requestUri: z.string() })),
  flags: z.array(z.string()),
  config: z.object({ version: z.int(), hash: z.string() }),
});

/** Everything that is wrong with the answer to a probe; nothing if it is as it should be. */
export function judgeReply(reply: ProbeReply, wanted: WantedReply): readonly ProbeFault[] {
  if (reply.kind === "unreachable") return [{ what: "unreachable", wanted: "an answer", got: reply.why }];
  if (reply.status !== 200) return [{ what: "status", wanted: "200", got: String(reply.status) }];
  const read = replySchema.safeParse(parsedOrNull(reply.text));
  if (!read.success) return [{ what: "unreadable", wanted: "a decision", got: `${reply.text.length} characters` }];
  const isRecognised = reply.verified === probeAnswerHeader.value;
  const tookMs = Math.round(reply.tookMs);
  return [
    ...when(!isRecognised, { what: "not-recognised", wanted: "a probe", got: "a call" }),
    ...when(tookMs > answeredWithinMs, { what: "slow", wanted: `${answeredWithinMs} ms`, got: `${tookMs} ms` }),
    ...decisionFaults(read.data, wanted),
  ];
}

/** Another version may well decide otherwise: that is no second fault. */
function decisionFaults(
  decision: z.infer<typeof replySchema>,
  { config, expectation, firstRoutes }: WantedReply,
): readonly ProbeFault[] {
  if (decision.config.hash !== config.hash)
    return [{ what: "version", wanted: nameOf(config), got: nameOf(decision.config) }];
  return unmetBy(decision, expectation.expect, firstOf(decision.routes, firstRoutes)).map((unmet) => ({
    what: "expectation",
    wanted: `${unmet.field.join(".")} ${unmet.wanted}`,
    got: unmet.got,
  }));
}

const nameOf = ({ version, hash }: WantedConfig): string => `version ${version} (${hash.slice(0, 19)})`;

const when = (isWrong: boolean, fault: ProbeFault): readonly ProbeFault[] => (isWrong ? [fault] : []);

/** Of routes that share load any may come first; the others that may are then further down. */
function firstOf(routes: readonly JudgedRoute[], firstRoutes: readonly string[]): readonly JudgedRoute[] {
  const [first] = routes;
  if (first === undefined) return [];
  return firstRoutes.includes(first.name) ? routes.filter(({ name }) => firstRoutes.includes(name)) : [first];
}

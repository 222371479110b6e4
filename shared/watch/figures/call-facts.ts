import * as z from "zod";
import { outcomeSchema } from "../../audit/outcome-event.ts";
import { ingressOf } from "../../audit/trail/recorded-request.ts";
import { type CallClass, callClasses } from "../../recognition/classes.ts";

/** How a call ended. `abandoned`: the caller hung up before an answer (RFC 3261, 21.4.25: 487). */
export type Result = "answered" | "abandoned" | "failed";

/** A route that was tried. */
export type Try = { readonly route: string; readonly result: Result };

/** What the signalling layer reported of a decision last. */
export type FactOutcome = {
  readonly eventId: string;
  readonly atMs: number;
  readonly result: Result;
  /** The route that the final status came from; null when it was not named. */
  readonly route: string | null;
  /** From the decision to the answer; null when that is not known. */
  readonly delayMs: number | null;
  readonly tries: readonly Try[];
};

/** What the trail knows of a decision: it follows from the events of its call alone. Names are those of configured items. */
export type Fact = {
  /** The decision's id, and so that of its event. */
  readonly id: string;
  readonly callId: string;
  readonly atMs: number;
  readonly class: CallClass;
  /** `unknown` when it is not known. */
  readonly territory: string;
  readonly ingress: string;
  /** Without the names behind a colon. */
  readonly flags: readonly string[];
  /** The route to be tried first; null when there is none. */
  readonly firstRoute: string | null;
  readonly outcome: FactOutcome | null;
  /** How many events of the call it was made from: a fact that was made from more replaces one from fewer. */
  readonly events: number;
};

const storedSchema = z.object({
  id: z.string(),
  time: z.string(),
  data: z.object({
    decision: z
      .object({
        class: z.enum(callClasses),
        number: z.object({ territory: z.string().nullable() }),
        routes: z.array(z.object({ name: z.string() })).catch([]),
        flags: z.array(z.string()),
      })
      .optional(),
    request: z.unknown().optional(),
    query: z.unknown().optional(),
    outcome: outcomeSchema.optional(),
  }),
});

type Stored = z.infer<typeof storedSchema>;
type StoredDecision = Stored & { readonly data: { readonly decision: NonNullable<Stored["data"]["decision"]> } };
type StoredOutcome = Stored & { readonly data: { readonly outcome: NonNullable<Stored["data"]["outcome"]> } };

/**
 * The facts of one call, from the texts of its last events in the order of time. `events`: how many it has. What cannot be read counts
 * as not there.
 */
export function factsOfCall(callId: string, texts: readonly string[], events = texts.length): readonly Fact[] {
  const stored = firstOfEach(texts.flatMap((text) => readStored(text) ?? []));
  const decisions = stored.filter((event): event is StoredDecision => event.data.decision !== undefined);
  const outcomes = stored.filter((event): event is StoredOutcome => event.data.outcome !== undefined);
  return decisions.map((decision) => {
    const own = outcomes.filter((outcome) => decisionOf(outcome, decisions) === decision.id);
    return factOf(callId, decision, own.sort(byTime).at(-1), events);
  });
}

/** An event that was recorded twice is one. */
function firstOfEach(events: readonly Stored[]): readonly Stored[] {
  const byId = new Map<string, Stored>();
  for (const event of events) if (!byId.has(event.id)) byId.set(event.id, event);
  return [...byId.values()].sort(byTime);
}

const byTime = (a: Stored, b: Stored): number =>
  Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** An outcome that names no decision is of the last one before it, else of the first. One that names another call's is of none. */
function decisionOf({ time, data }: StoredOutcome, decisions: readonly StoredDecision[]): string | undefined {
  const named = data.outcome.decisionId ?? null;
  if (named !== null) return named;
  const before = decisions.filter((decision) => Date.parse(decision.time) <= Date.parse(time));
  return (before.at(-1) ?? decisions[0])?.id;
}

function factOf(
  callId: string,
  { id, time, data }: StoredDecision,
  outcome: StoredOutcome | undefined,
  events: number,
): Fact {
  const { decision } = data;
  const atMs = Date.parse(time);
  const flags = [...new Set(decision.flags.map((flag) => flag.split(":", 1)[0] ?? flag))];
  const routes = decision.routes.map(({ name }) => name);
  return {
    id,
    callId,
    atMs,
    class: decision.class,
    territory: decision.number.territory ?? "unknown",
    ingress: flags.includes("unknown-ingress") ? "default" : ingressOf(data),
    flags,
    firstRoute: routes[0] ?? null,
    outcome: outcome === undefined ? null : outcomeOf(outcome, routes, atMs),
    events,
  };
}

/** A route that the decision did not name: it is not one of the configuration. */
const otherRoute = "other";

function outcomeOf(
  { id, time, data: { outcome } }: StoredOutcome,
  routes: readonly string[],
  decidedMs: number,
): FactOutcome {
  const attempts = outcome.attempts ?? [];
  const last = outcome.routeName ?? attempts.at(-1)?.routeName;
  const route = last === undefined ? null : known(last, routes);
  const result = resultOf(outcome.finalStatus);
  return {
    eventId: id,
    atMs: Date.parse(time),
    result,
    route,
    delayMs: result === "answered" ? delayOf(outcome, decidedMs) : null,
    tries: triesOf(attempts, route === null ? null : { route, result }, routes),
  };
}

const known = (name: string, routes: readonly string[]): string => (routes.includes(name) ? name : otherRoute);

/** Routes are tried in order: without a list of attempts, those before the last one have failed. */
function triesOf(
  attempts: NonNullable<StoredOutcome["data"]["outcome"]["attempts"]>,
  last: Try | null,
  routes: readonly string[],
): readonly Try[] {
  if (attempts.length > 0)
    return attempts.map(({ routeName, status }) => ({ route: known(routeName, routes), result: resultOf(status) }));
  if (last === null) return [];
  const before = routes.slice(0, Math.max(0, routes.indexOf(last.route)));
  return [...before.map((route): Try => ({ route, result: "failed" })), last];
}

const resultOf = (status: number): Result =>
  status >= 200 && status < 300 ? "answered" : status === 487 ? "abandoned" : "failed";

const longestDelayMs = 3_600_000;

/**
 * The signalling layer's own measure where it gives one: no two clocks are compared then. A time before the decision or an hour
 * after it is that of a wrong clock.
 */
function delayOf({ attempts, answeredAt }: StoredOutcome["data"]["outcome"], decidedMs: number): number | null {
  const answered = attempts?.find(({ status }) => resultOf(status) === "answered");
  const delayMs = answered?.atMs ?? (answeredAt == null ? null : Date.parse(answeredAt) - decidedMs);
  return delayMs === null || delayMs < 0 || delayMs > longestDelayMs ? null : Math.round(delayMs);
}

function readStored(text: string): Stored | null {
  try {
    return storedSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

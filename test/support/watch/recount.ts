import type { TableClient } from "@azure/data-tables";

/** What a recount finds of a span of time. Names are those of `GET /api/v1/watch`. */
export type Recounted = {
  decided: number;
  answered: number;
  failed: number;
  abandoned: number;
  missing: number;
};

type Event = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: {
    readonly decision?: {
      readonly class: string;
      readonly number: { readonly territory: string | null };
      readonly flags: string[];
      readonly routes: readonly { readonly name: string }[];
    };
    readonly request?: { readonly ingress?: string };
    readonly outcome?: {
      readonly decisionId?: string;
      readonly finalStatus: number;
      readonly routeName?: string;
      readonly attempts?: { routeName: string; status: number }[];
    };
  };
};

/**
 * Counts the whole trail again, by rules of its own and in the plainest way: everything is read from AuditTrail (the watch reads
 * AuditByCall) and held in memory. It shares no code with what it checks.
 */
export async function recount(trail: TableClient, window: { from: string; asOf: string; expectedS: number }) {
  const events = new Map<string, Event>();
  for await (const row of trail.listEntities<Record<string, unknown>>()) {
    const event: Event = JSON.parse(String(row.event0) + String(row.event1 ?? ""));
    events.set(event.id, event);
  }
  const all = [...events.values()].sort((a, b) => (a.time + a.id < b.time + b.id ? -1 : 1));
  const totals = none();
  const byTerritory: Record<string, Recounted> = {};
  const byIngress: Record<string, Recounted> = {};
  const byMinute: Record<string, Recounted> = {};
  const byRoute: Record<string, { tried: number; answered: number; failed: number }> = {};
  const flags: Record<string, number> = {};
  for (const { id, type, time, subject, data } of all) {
    const { decision } = data;
    if (type !== "emergency-call.decided.v1" || decision === undefined) continue;
    if (time < window.from || time > window.asOf) continue;
    for (const flag of decision.flags) flags[flag] = (flags[flag] ?? 0) + 1;
    if (!decision.class.startsWith("emergency")) continue;
    const outcome = all
      .filter((other) => other.type === "emergency-call.outcome.v1" && other.subject === subject)
      .filter((other) => (other.data.outcome?.decisionId ?? lastBefore(all, other)) === id)
      .at(-1)?.data.outcome;
    const fate = fateOf(outcome?.finalStatus, time, decision.class, window);
    const places = [
      totals,
      placeIn(byTerritory, decision.number.territory ?? "unknown", none),
      placeIn(byIngress, data.request?.ingress ?? "default", none),
      placeIn(byMinute, `${time.slice(0, 16)}:00.000Z`, none),
    ];
    for (const place of places) {
      place.decided += 1;
      if (fate !== null) place[fate] += 1;
    }
    for (const { routeName, status } of triesOf(outcome, decision.routes)) {
      const route = placeIn(byRoute, routeName, () => ({ tried: 0, answered: 0, failed: 0 }));
      route.tried += 1;
      if (status < 300) route.answered += 1;
      else if (status !== 487) route.failed += 1;
    }
  }
  return { totals, byTerritory, byIngress, byMinute, byRoute, flags };
}

/** As the outcome lists them; else all routes of the decision up to the one that it names. */
function triesOf(outcome: Event["data"]["outcome"], routes: readonly { readonly name: string }[]) {
  if (outcome?.attempts !== undefined) return outcome.attempts;
  if (outcome?.routeName === undefined) return [];
  const tried: { routeName: string; status: number }[] = [];
  for (const { name } of routes) {
    if (name === outcome.routeName) break;
    tried.push({ routeName: name, status: 503 });
  }
  return [...tried, { routeName: outcome.routeName, status: outcome.finalStatus }];
}

const none = (): Recounted => ({ decided: 0, answered: 0, failed: 0, abandoned: 0, missing: 0 });

function placeIn<Place>(places: Record<string, Place>, name: string, make: () => Place): Place {
  const place = places[name] ?? make();
  places[name] = place;
  return place;
}

const lastBefore = (all: readonly Event[], outcome: Event): string | undefined => {
  const decisions = all.filter((each) => each.subject === outcome.subject && each.data.decision !== undefined);
  return (decisions.filter(({ time }) => time <= outcome.time).at(-1) ?? decisions[0])?.id;
};

function fateOf(
  status: number | undefined,
  decidedAt: string,
  callClass: string,
  { asOf, expectedS }: { asOf: string; expectedS: number },
): "answered" | "failed" | "abandoned" | "missing" | null {
  if (status === 487) return "abandoned";
  if (status !== undefined) return status >= 200 && status <= 299 ? "answered" : "failed";
  const isOverdue = Date.parse(asOf) - Date.parse(decidedAt) >= expectedS * 1_000;
  return callClass === "emergency" && isOverdue ? "missing" : null;
}

import type { Decision } from "../../routing/decision.ts";
import type { Expectation, ExpectedDecision } from "../expectation.ts";

/** The parts of a decision that can be expected, as `decide` or the answer to a call has them. */
export type JudgedDecision = Pick<Decision, "class" | "action"> & {
  readonly flags: readonly string[];
  readonly number: Pick<Decision["number"], "territory">;
  readonly location: Pick<NonNullable<Decision["location"]>, "area"> | null;
  readonly conversion: Pick<Decision["conversion"], "name" | "calledParty">;
  readonly routes: readonly JudgedRoute[];
};

export type JudgedRoute = Pick<Decision["routes"][number], "name" | "requestUri">;

/** One member of `expect` that does not hold: where it is, what it wants, and what the decision has instead. */
export type Unmet = { readonly field: readonly string[]; readonly wanted: string; readonly got: string };

/** An expectation that does not hold. `index`: its place in the list. */
export type BrokenExpectation = {
  readonly index: number;
  readonly expectation: Expectation;
  readonly unmet: readonly Unmet[];
  /** Whether the call needs a lookup table that cannot be used: then it is not the configuration that is wrong. */
  readonly needsDamagedTable: boolean;
};

/**
 * What a decision does not have of what is expected; members that are left out are not compared. `firstRoutes` are the routes
 * that such a call may be given first: of those that share load, any. One of them must have all that is expected of a route.
 */
export function unmetBy(
  decision: JudgedDecision,
  expected: ExpectedDecision,
  firstRoutes: readonly JudgedRoute[] = decision.routes.slice(0, 1),
): readonly Unmet[] {
  const { flags, conversion } = decision;
  return [
    ...differing("class", expected.class, decision.class),
    ...differing("action", expected.action, decision.action),
    ...differing("territory", expected.territory, decision.number.territory ?? "no territory"),
    ...differing("area", expected.area, decision.location?.area ?? "no area"),
    ...differing("conversion", expected.conversion, conversion.name),
    ...differing("calledParty", expected.calledParty, conversion.calledParty),
    ...unmetRoutes(expected, firstRoutes),
    ...absentFlags(expected.flags?.has ?? [], flags),
    ...presentFlags(expected.flags?.lacks ?? [], flags),
  ];
}

const differing = (field: string, wanted: string | undefined, got: string): readonly Unmet[] =>
  wanted === undefined || wanted === got ? [] : [{ field: [field], wanted, got }];

function unmetRoutes(
  { firstRoute, requestUri }: ExpectedDecision,
  firstRoutes: readonly JudgedRoute[],
): readonly Unmet[] {
  const named = firstRoutes.filter(({ name }) => firstRoute === undefined || name === firstRoute);
  if (firstRoute !== undefined && named.length === 0)
    return [{ field: ["firstRoute"], wanted: firstRoute, got: listOf(firstRoutes.map(({ name }) => name)) }];
  if (requestUri === undefined || named.some((route) => route.requestUri === requestUri)) return [];
  return [{ field: ["requestUri"], wanted: requestUri, got: listOf(named.map((route) => route.requestUri)) }];
}

const listOf = (texts: readonly string[]): string => (texts.length === 0 ? "no route" : texts.join(" or "));

function absentFlags(wanted: readonly string[], flags: readonly string[]): readonly Unmet[] {
  const absent = wanted.filter((flag) => !flags.includes(flag));
  if (absent.length === 0) return [];
  const got = flags.length === 0 ? "no flag" : flags.join(", ");
  return [{ field: ["flags", "has"], wanted: absent.join(", "), got }];
}

function presentFlags(unwanted: readonly string[], flags: readonly string[]): readonly Unmet[] {
  const present = unwanted.filter((flag) => flags.includes(flag));
  if (present.length === 0) return [];
  return [{ field: ["flags", "lacks"], wanted: `no ${present.join(", no ")}`, got: present.join(", ") }];
}

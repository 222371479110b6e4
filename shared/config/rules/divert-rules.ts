import type { ConfigDocument } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { faultAt, type Rule } from "./rule.ts";

type Divert = ConfigDocument["diverts"][number];

const areAtOnce = (a: Divert, b: Divert): boolean => a.validFrom < b.validUntil && b.validFrom < a.validUntil;

/**
 * At no instant does a route set go by diverts to itself, directly or over others, and of one route set or area there is one divert at
 * a time.
 */
export const divertsEndSomewhere: Rule = async ({ document: { diverts } }) => {
  const faults = diverts.flatMap((divert, index) => doubled(divert, index, diverts.slice(0, index)));
  // Where there is one at a time, there is one way on from each: no more ways than instants at which something begins.
  return faults.length > 0 ? faults : diverts.flatMap((divert, index) => circle(divert, index, diverts));
};

function doubled(divert: Divert, index: number, earlier: readonly Divert[]): readonly DocumentFault[] {
  const { routeSet, area } = divert.from;
  const other = earlier.find(
    (each) => each.from.routeSet === routeSet && each.from.area === area && areAtOnce(each, divert),
  );
  const what = area === undefined ? `route set ${routeSet}` : `area ${area}`;
  return other === undefined
    ? []
    : [faultAt("diverts", index, ["from"], `the ${what} is diverted by ${other.name} in the same time`)];
}

/** Told of each divert of the circle whose way leads back to where it comes from. */
function circle(divert: Divert, index: number, diverts: readonly Divert[]): readonly DocumentFault[] {
  if (divert.from.routeSet === undefined) return [];
  const path = wayBack(divert.from.routeSet, [divert], diverts);
  return path === null
    ? []
    : [
        faultAt(
          "diverts",
          index,
          ["to"],
          `${[divert.from.routeSet, ...path.map(({ to }) => to)].join(" > ")} is a circle`,
        ),
      ];
}

/** The diverts by which calls come back to a route set, all of them in force at one instant. Null where they do not. */
function wayBack(start: string, path: readonly Divert[], diverts: readonly Divert[]): readonly Divert[] | null {
  const last = path.at(-1);
  if (last?.to === start) return path;
  for (const next of diverts) {
    if (next.from.routeSet !== last?.to || path.includes(next) || !haveAnInstant([...path, next])) continue;
    const found = wayBack(start, [...path, next], diverts);
    if (found !== null) return found;
  }
  return null;
}

const haveAnInstant = (path: readonly Divert[]): boolean =>
  Math.max(...path.map(({ validFrom }) => Date.parse(validFrom))) <
  Math.min(...path.map(({ validUntil }) => Date.parse(validUntil)));

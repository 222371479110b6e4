import type { ConfigDocument } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { faultAt, type Rule } from "./rule.ts";

type Divert = ConfigDocument["diverts"][number];

const areAtOnce = (a: Divert, b: Divert): boolean => a.validFrom < b.validUntil && b.validFrom < a.validUntil;

/**
 * At no instant does a route set, or that of an area, go by diverts to itself, directly or over others, and of one route set or area there is one divert at
 * a time.
 */
export const divertsEndSomewhere: Rule = async ({ document }) => {
  const { diverts } = document;
  const faults = diverts.flatMap((divert, index) => doubled(divert, index, diverts.slice(0, index)));
  // Where there is one at a time, there is one way on from each: no more ways than instants at which something begins.
  return faults.length > 0 ? faults : diverts.flatMap((divert, index) => circle(divert, index, document));
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
function circle(divert: Divert, index: number, document: ConfigDocument): readonly DocumentFault[] {
  const start = divertedRouteSet(divert, document);
  const path = start === null ? null : wayBack(start, [divert], document.diverts);
  if (path === null) return [];
  const way = [start, ...path.map(({ to }) => to)].join(" > ");
  return [faultAt("diverts", index, ["to"], `${way} is a circle`)];
}

/** What a divert leads away from: of an area its own route set, else its territory's. Null where neither has one. */
function divertedRouteSet({ from }: Divert, { areas, territories }: ConfigDocument): string | null {
  if (from.routeSet !== undefined) return from.routeSet;
  const area = areas.find(({ name }) => name === from.area);
  return area?.routeSet ?? territories.find(({ code }) => code === area?.territory)?.routeSet ?? null;
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

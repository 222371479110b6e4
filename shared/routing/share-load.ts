import type { Route } from "./route-set.ts";

/**
 * The routes of a set in the order in which one call tries them: as they are listed, but neighbours with the same `order` share
 * the load by their weights. The Call-ID alone decides who is first of them, so that a repeated call goes the same way.
 */
export const inTurn = (routes: readonly Route[], callId: string): readonly Route[] =>
  routes.some(isSharing) ? sharingGroups(routes).flatMap((group) => drawn(group, callId)) : routes;

/** Whether a route shares the load with the one before it. */
const isSharing = ({ order }: Route, place: number, routes: readonly Route[]): boolean =>
  order !== undefined && routes[place - 1]?.order === order;

/** Runs of routes with the same order. A route without one stands alone. */
export function sharingGroups(routes: readonly Route[]): readonly (readonly Route[])[] {
  const groups: Route[][] = [];
  for (const [place, route] of routes.entries()) {
    if (isSharing(route, place, routes)) groups.at(-1)?.push(route);
    else groups.push([route]);
  }
  return groups;
}

export const weightOf = ({ weight = 1 }: Route): number => weight;

/**
 * Weighted rendezvous hashing: each route draws a time from the Call-ID and its own name, exponentially distributed with its
 * weight as the rate, and the earliest is first. Each is first as often as its weight says, and a route that comes or goes moves
 * no call between the others.
 */
function drawn(group: readonly Route[], callId: string): readonly Route[] {
  if (group.length === 1) return group;
  const seed = hashOn(hashStart, callId);
  const timed = group.map((route) => ({ route, time: timeOf(route, seed) }));
  return timed.sort((a, b) => a.time - b.time).map(({ route }) => route);
}

/** Routes of weight 0 come after all others: no time of those is above 23. */
const afterAll = 1_000;

function timeOf(route: Route, seed: number): number {
  const weight = weightOf(route);
  const time = -Math.log((finished(hashOn(seed, route.name)) + 0.5) / 2 ** 32);
  return weight === 0 ? afterAll + time : time / weight;
}

const hashStart = 0x811c9dc5;

/** FNV-1a over UTF-16 code units, going on from `hash`. */
function hashOn(hash: number, text: string): number {
  let mixed = hash;
  for (let i = 0; i < text.length; i += 1) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  return mixed;
}

/** The last step of MurmurHash3: every bit of FNV's result changes half of the bits, which the last characters alone would not. */
function finished(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

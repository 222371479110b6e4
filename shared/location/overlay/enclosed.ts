import { pace } from "../../pace.ts";
import type { Box } from "../boundary.ts";
import type { Free } from "./compare-cell.ts";
import type { Polygon } from "./paths.ts";

/** Where a free part reaches a side of its cell: `line` names the meridian or parallel. */
type Reach = { readonly line: string; readonly from: number; readonly to: number; readonly part: number };

/**
 * Of what no area has, all that is enclosed by areas: parts that border on each other along the sides of their cells belong together, and those that
 * reach the edge of the map, which is `whole`, are outside. Paced.
 */
export async function enclosedParts(free: readonly Free[], whole: Box): Promise<readonly (readonly Polygon[])[]> {
  const sets = makeSets(free.length + 1);
  const outside = free.length;
  const lines = new Map<string, Reach[]>();
  const edges: ReadonlySet<string> = new Set(linesOf(whole));
  for (const [part, one] of free.entries()) {
    for (const reach of reachesOf(one, part)) {
      if (edges.has(reach.line)) sets.join(part, outside);
      const line = lines.get(reach.line);
      if (line === undefined) lines.set(reach.line, [reach]);
      else line.push(reach);
    }
    if (pace.isDue()) await pace.rest();
  }
  for (const reaches of lines.values()) {
    joinAlong(reaches, sets);
    if (pace.isDue()) await pace.rest();
  }
  const parts = new Map<number, Polygon[]>();
  for (const [part, { polygon }] of free.entries()) {
    const set = sets.of(part);
    const others = parts.get(set);
    if (others !== undefined) others.push(polygon);
    else if (set !== sets.of(outside)) parts.set(set, [polygon]);
  }
  return [...parts.values()];
}

const linesOf = ([west, south, east, north]: Box): readonly [string, string, string, string] => [
  `x${west}`,
  `y${south}`,
  `x${east}`,
  `y${north}`,
];

function reachesOf({ cell, polygon: [outside = new Int32Array()] }: Free, part: number): readonly Reach[] {
  const [atWest, atSouth, atEast, atNorth] = linesOf(cell);
  const [west, south, east, north] = cell;
  const reaches: Reach[] = [];
  for (let i = 0; i < outside.length; i += 2) {
    const next = i + 2 === outside.length ? 0 : i + 2;
    const [ax, ay, bx, by] = [outside[i] ?? 0, outside[i + 1] ?? 0, outside[next] ?? 0, outside[next + 1] ?? 0];
    const add = (line: string, a: number, b: number) =>
      reaches.push({ line, from: Math.min(a, b), to: Math.max(a, b), part });
    if (ax === bx && (ax === west || ax === east)) add(ax === west ? atWest : atEast, ay, by);
    if (ay === by && (ay === south || ay === north)) add(ay === south ? atSouth : atNorth, ax, bx);
  }
  return reaches;
}

/** Joins the parts that have more than a point of a line in common: those on one side of it have none. */
function joinAlong(reaches: Reach[], sets: Sets): void {
  let reached: Reach | null = null;
  for (const reach of reaches.sort((a, b) => a.from - b.from)) {
    if (reached !== null && reach.from < reached.to) sets.join(reach.part, reached.part);
    if (reached === null || reach.to > reached.to) reached = reach;
  }
}

type Sets = { readonly of: (member: number) => number; readonly join: (a: number, b: number) => void };

/** Disjoint sets of the numbers below `count`. */
function makeSets(count: number): Sets {
  const parents = Int32Array.from({ length: count }, (_, i) => i);
  const of = (member: number): number => {
    let root = member;
    for (let parent = parents[root] ?? root; parent !== root; parent = parents[root] ?? root) {
      parents[root] = parents[parent] ?? parent;
      root = parent;
    }
    return root;
  };
  return {
    of,
    join: (a, b) => {
      parents[of(a)] = of(b);
    },
  };
}

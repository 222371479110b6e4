import { pace } from "../../pace.ts";
import type { Box } from "../boundary.ts";
import { boxOfEdges } from "../make-boundary.ts";
import { type Cut, cutRings } from "./cut-rings.ts";

/** What a ring encloses, or what of that lies in a cell: rings, by the even-odd rule. */
export type Enclosed = readonly Int32Array[];

/** A polygon of an area, or what of it lies in a cell. `area`: the place of its name in a list. */
export type Piece = {
  readonly area: number;
  readonly outside: Enclosed;
  readonly holes: readonly Enclosed[];
  /** Around the outside. */
  readonly box: Box;
};

/** A rectangle of the map with all that lies in it. */
export type Cell = { readonly box: Box; readonly pieces: readonly Piece[] };

/** With so many corners a cell is compared in about a millisecond. */
const cornersAtMost = 200;
/** Not more than ten metres: where more corners are nearer than that, cutting on does not part them. */
const smallest = 1_000;

/** The cell cut into such that have few corners, or are small. Together they are the whole cell. Paced. */
export async function* cellsOf(whole: Cell): AsyncGenerator<Cell> {
  const left = [whole];
  for (let cell = left.pop(); cell !== undefined; cell = left.pop()) {
    const cut = cutOf(cell.box);
    if (cornersOf(cell) <= cornersAtMost || cut === null) yield cell;
    else left.push(await halfOf(cell, { ...cut, side: "low" }), await halfOf(cell, { ...cut, side: "high" }));
    if (pace.isDue()) await pace.rest();
  }
}

export const cornersOf = ({ pieces }: Pick<Cell, "pieces">): number => {
  let corners = 0;
  for (const { outside, holes } of pieces) for (const xy of [...outside, ...holes.flat()]) corners += xy.length / 2;
  return corners;
};

export function pieceOf(piece: Omit<Piece, "box">): Piece {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const xy of piece.outside) {
    const box = boxOfEdges(xy, 0, xy.length / 2);
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  return { ...piece, box: [west, south, east, north] };
}

/** Across the longer side; null for a cell that is small enough. */
function cutOf([west, south, east, north]: Box): Omit<Cut, "side"> | null {
  const isWide = east - west > north - south;
  if ((isWide ? east - west : north - south) <= smallest) return null;
  return isWide ? { axis: "x", at: Math.floor((west + east) / 2) } : { axis: "y", at: Math.floor((south + north) / 2) };
}

async function halfOf({ box, pieces }: Cell, cut: Cut): Promise<Cell> {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const part = await partOf(piece, cut);
    if (part !== null) kept.push(part);
    if (pace.isDue()) await pace.rest();
  }
  return { box: halfBox(box, cut), pieces: kept };
}

function halfBox([west, south, east, north]: Box, { axis, at, side }: Cut): Box {
  if (axis === "x") return side === "low" ? [west, south, at, north] : [at, south, east, north];
  return side === "low" ? [west, south, east, at] : [west, at, east, north];
}

/** What of a piece is on one side: all of it as it is, nothing (null), or what is cut off. */
async function partOf(piece: Piece, cut: Cut): Promise<Piece | null> {
  const { axis, at, side } = cut;
  const [low, high] = axis === "x" ? [piece.box[0], piece.box[2]] : [piece.box[1], piece.box[3]];
  if (side === "low" ? high <= at : low >= at) return piece;
  if (side === "low" ? low >= at : high <= at) return null;
  const outside = await cutRings(piece.outside, cut);
  if (outside.length === 0) return null;
  const holes: Enclosed[] = [];
  for (const hole of piece.holes) {
    const part = await cutRings(hole, cut);
    if (part.length > 0) holes.push(part);
  }
  return pieceOf({ area: piece.area, outside, holes });
}

import ClipperLib, { type ClipType, type Path, type Paths, type PolyNode, type PolyTree } from "clipper-lib";

/** Where the paths of a cell have their origin: the library is quick with small numbers. */
export type Origin = { readonly x: number; readonly y: number };

/** A polygon: its outside, then its holes, as rings in units. */
export type Polygon = readonly Int32Array[];

const { pftEvenOdd, pftNonZero } = ClipperLib.PolyFillType;
const { ptSubject, ptClip } = ClipperLib.PolyType;
export const { ctUnion, ctIntersection, ctDifference } = ClipperLib.ClipType;

export function toPath(xy: Int32Array, { x, y }: Origin): Path {
  const path: Path = [];
  for (let i = 0; i < xy.length; i += 2) path.push({ X: (xy[i] ?? 0) - x, Y: (xy[i + 1] ?? 0) - y });
  return path;
}

function toRing(path: Path, { x, y }: Origin): Int32Array {
  const xy = new Int32Array(2 * path.length);
  for (const [i, corner] of path.entries()) {
    xy[2 * i] = corner.X + x;
    xy[2 * i + 1] = corner.Y + y;
  }
  return xy;
}

/** The same area by the even-odd rule as paths that do not cross, outsides one way round and holes the other. */
export const cleanPaths = (paths: Paths): Paths => united(paths, pftEvenOdd);

/** All that any of such paths encloses. */
export const unitedPaths = (paths: Paths): Paths => united(paths, pftNonZero);

function united(paths: Paths, rule: ClipperLib.PolyFillType): Paths {
  const clipper = new ClipperLib.Clipper();
  clipper.AddPaths(paths, ptSubject, true);
  const solution: Paths = [];
  clipper.Execute(ctUnion, solution, rule, rule);
  return solution;
}

/** Such paths without what others enclose. */
export function pathsWithout(paths: Paths, others: Paths): Paths {
  const left: Paths = [];
  operate(ctDifference, [paths, others], left);
  return left;
}

/** The polygons that an operation on such paths leaves, each with its holes. */
export function polygonsOf(operation: ClipType, operands: Operands, origin: Origin): readonly Polygon[] {
  const tree = new ClipperLib.PolyTree();
  operate(operation, operands, tree);
  return polygonsIn(tree, origin);
}

/** Corners are not cut off but where they are very sharp. */
const miterLimit = 2;

/** The same, narrower on all sides by some units: what is not wider than twice that is gone. */
export function narrowedPolygonsOf(
  operation: ClipType,
  operands: Operands,
  { origin, units }: { readonly origin: Origin; readonly units: number },
): readonly Polygon[] {
  const paths: Paths = [];
  operate(operation, operands, paths);
  const offset = new ClipperLib.ClipperOffset(miterLimit);
  offset.AddPaths(paths, ClipperLib.JoinType.jtMiter, ClipperLib.EndType.etClosedPolygon);
  const tree = new ClipperLib.PolyTree();
  offset.Execute(tree, -units);
  return polygonsIn(tree, origin);
}

type Operands = readonly [subject: Paths, clip: Paths];

function operate(operation: ClipType, [subject, clip]: Operands, solution: Paths | PolyTree): void {
  const clipper = new ClipperLib.Clipper();
  clipper.AddPaths(subject, ptSubject, true);
  clipper.AddPaths(clip, ptClip, true);
  if (Array.isArray(solution)) clipper.Execute(operation, solution, pftNonZero, pftNonZero);
  else clipper.Execute(operation, solution, pftNonZero, pftNonZero);
}

function polygonsIn(tree: PolyTree, origin: Origin): readonly Polygon[] {
  const polygons: Polygon[] = [];
  addChildren(tree, origin, polygons);
  return polygons;
}

/** Of a tree every second level is outsides; those between are their holes. */
function addChildren(parent: PolyNode, origin: Origin, polygons: Polygon[]): void {
  for (const outside of parent.Childs()) {
    const rings = [toRing(outside.Contour(), origin)];
    for (const hole of outside.Childs()) {
      rings.push(toRing(hole.Contour(), origin));
      addChildren(hole, origin, polygons);
    }
    polygons.push(rings);
  }
}

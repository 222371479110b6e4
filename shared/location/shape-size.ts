import { distanceM, farthestM, pointFrom } from "./distances.ts";
import type { Shape } from "./place.ts";

/** How far the farthest point of a shape is from its centre; null for a point. */
export function uncertaintyOf(shape: Shape): number | null {
  switch (shape.kind) {
    case "point":
      return null;
    case "circle":
      return shape.radiusM;
    case "ellipse":
      return shape.semiMajorM;
    case "polygon":
      return farthestM(shape.centre, shape.ring);
    case "arc-band":
      return farthestM(shape.centre, outlineOf(shape));
  }
}

/** Points on both arcs, close enough together for a distance. */
const outlineOf = ({ apex, innerM, outerM, startDeg, openingDeg }: Extract<Shape, { kind: "arc-band" }>) =>
  Array.from({ length: 17 }, (_, i) => startDeg + (openingDeg * i) / 16).flatMap((direction) => [
    pointFrom(apex, outerM, direction),
    pointFrom(apex, innerM, direction),
  ]);

/** Whether two shapes are too far apart to be one place: farther than their sizes and a kilometre. */
export const areApart = (a: Shape, b: Shape): boolean =>
  distanceM(a.centre, b.centre) > (uncertaintyOf(a) ?? 0) + (uncertaintyOf(b) ?? 0) + 1_000;

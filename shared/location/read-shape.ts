import { centreOfRing } from "./centre-of-ring.ts";
import { lengthOnEarth, readNumber, readQuantity } from "./coordinates.ts";
import { crossesItself } from "./crosses-itself.ts";
import { pointFrom } from "./distances.ts";
import type { Point, Shape } from "./place.ts";
import { centreOf, ringOf } from "./read-position.ts";
import { childNamed, childrenNamed, type XmlElement } from "./xml-tree.ts";

/** Reads one shape; null where no point of it can be read. */
type ReadShape = (element: XmlElement) => Shape | null;

/**
 * Reads a shape of RFC 5491, section 5, or of GML, by its local name. One with height is read as its outline on the ground. A shape
 * whose size cannot be read is the point in its middle, and one of which a part of the size can be read has that: the middle decides.
 * A polygon whose edges cross is cut as well: which parts of it are meant cannot be told.
 */
export function readShape(element: XmlElement): Shape | null {
  // RFC 4119 wraps a shape in one element more.
  if (element.local === "location") return firstShape(element.children);
  return Object.hasOwn(readers, element.local) ? (readers[element.local]?.(element) ?? null) : null;
}

/** The first of several elements that is a shape. */
export function firstShape(elements: readonly XmlElement[]): Shape | null {
  for (const element of elements) {
    const shape = readShape(element);
    if (shape !== null) return shape;
  }
  return null;
}

const cutTo = (centre: Point): Shape => ({ kind: "point", centre, isCut: true });

/** Zero where nothing is stated; null where what is stated cannot be read. */
function stated(element: XmlElement, name: string, read: (child: XmlElement) => number | null): number | null {
  const child = childNamed(element, name);
  return child === undefined ? 0 : read(child);
}

const round: ReadShape = (element) => {
  const centre = centreOf(element);
  const radiusM = lengthM(childNamed(element, "radius"));
  if (centre === null) return null;
  return radiusM === null ? cutTo(centre) : { kind: "circle", centre, radiusM };
};

const ellipse: ReadShape = (element) => {
  const centre = centreOf(element);
  if (centre === null) return null;
  const [major, minor] = [lengthM(childNamed(element, "semiMajorAxis")), lengthM(childNamed(element, "semiMinorAxis"))];
  if (major === null || minor === null) return cutTo(centre);
  const orientation = stated(element, "orientation", angleDeg);
  if (orientation === null) return { kind: "circle", centre, radiusM: Math.max(major, minor), isCut: true };
  return {
    kind: "ellipse",
    centre,
    semiMajorM: Math.max(major, minor),
    semiMinorM: Math.min(major, minor),
    orientationDeg: major < minor ? orientation + 90 : orientation,
  };
};

const arcBand: ReadShape = (element) => {
  const apex = centreOf(element);
  if (apex === null) return null;
  const outerM = lengthM(childNamed(element, "outerRadius"));
  const startDeg = angleDeg(childNamed(element, "startAngle"));
  const opening = angleDeg(childNamed(element, "openingAngle"));
  if (outerM === null || startDeg === null || opening === null) return cutTo(apex);
  const inner = stated(element, "innerRadius", lengthM);
  const innerM = Math.min(inner ?? 0, outerM);
  // More than all directions are all directions.
  const openingDeg = Math.max(-360, Math.min(360, opening));
  const centre = pointFrom(apex, middleOfBandM(innerM, outerM, openingDeg), startDeg + openingDeg / 2);
  const cut = inner === null ? ({ isCut: true } as const) : {};
  return { kind: "arc-band", centre, apex, innerM, outerM, startDeg, openingDeg, ...cut };
};

/** How far the centre of a band is from its apex: see `Shape`. */
function middleOfBandM(innerM: number, outerM: number, openingDeg: number): number {
  if (Math.abs(openingDeg) === 360 || outerM === 0) return 0;
  const half = (Math.abs(openingDeg) / 2) * (Math.PI / 180);
  const narrow = half === 0 ? 1 : Math.sin(half) / half;
  const centroidM = ((2 / 3) * narrow * (innerM ** 2 + innerM * outerM + outerM ** 2)) / (innerM + outerM);
  return centroidM < innerM ? (innerM + outerM) / 2 : centroidM;
}

const polygon: ReadShape = (element) => {
  const [outline] = childrenNamed(element, "exterior", "outerBoundaryIs");
  const ring = outline === undefined ? null : ringOf(childNamed(outline, "LinearRing") ?? outline, element);
  if (ring === null) return null;
  return { kind: "polygon", centre: centreOfRing(ring), ring, ...(crossesItself(ring) ? { isCut: true } : {}) };
};

const point: ReadShape = (element) => {
  const centre = centreOf(element);
  return centre === null ? null : { kind: "point", centre };
};

/** A prism stands on its base (RFC 5491, 5.2.8). */
const prism: ReadShape = (element) => {
  const base = childNamed(element, "base");
  return base === undefined ? null : firstShape(base.children);
};

const readers: Readonly<Record<string, ReadShape>> = {
  Point: point,
  Circle: round,
  Sphere: round,
  Ellipse: ellipse,
  Ellipsoid: ellipse,
  ArcBand: arcBand,
  Polygon: polygon,
  Prism: prism,
};

const shapeNames: ReadonlySet<string> = new Set(Object.keys(readers).map((name) => name.toLowerCase()));

/** Whether an element is there to tell a shape, by its name in any case or by its namespace, even one that is not read. */
export const isMeantAsShape = ({ local, uri }: XmlElement): boolean =>
  shapeNames.has(local.toLowerCase()) || /^(?:location|multi[a-z]+)$/i.test(local) || /opengis\.net/i.test(uri);

/** What a unit is in metres, by the last part of its name: EPSG's number, or a word. The metre is meant where none is named. */
const lengths: ReadonlyMap<string, number> = new Map([
  ...["", "9001", "m", "metre", "meter", "metres", "meters"].map((name) => [name, 1] as const),
  ["9002", 0.3048],
  ["9036", 1_000],
]);

/** In degrees. */
const angles: ReadonlyMap<string, number> = new Map([
  ...["", "9102", "9122", "deg", "degree", "degrees"].map((name) => [name, 1] as const),
  ...["9101", "rad", "radian", "radians"].map((name) => [name, 180 / Math.PI] as const),
]);

const unitOf = ({ attributes }: XmlElement): string => attributes.uom?.trim().toLowerCase().split(/[:/#]/).at(-1) ?? "";

/** Null, too, in a unit that is not known. */
function lengthM(element: XmlElement | undefined): number | null {
  const value = readQuantity(element?.text);
  const unit = element === undefined ? undefined : lengths.get(unitOf(element));
  return value === null || unit === undefined ? null : lengthOnEarth(value * unit);
}

/** Null, too, in a unit that is not known. */
function angleDeg(element: XmlElement | undefined): number | null {
  const value = readNumber(element?.text);
  const unit = element === undefined ? undefined : angles.get(unitOf(element));
  return value === null || unit === undefined ? null : value * unit;
}

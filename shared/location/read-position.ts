import { pointAt, readNumbers, readSexagesimal } from "./coordinates.ts";
import type { Point } from "./place.ts";
import { childrenNamed, type XmlElement } from "./xml-tree.ts";

/** The position of a point, or of the middle of a shape. */
export function centreOf(element: XmlElement): Point | null {
  const [at] = childrenNamed(element, "pos", "coordinates", "center", "centre");
  if (at === undefined) return null;
  // A centre that is an element holds the position.
  const inner = at.children[0];
  if (inner !== undefined) return at.local === "pos" ? null : (centreOf(inner) ?? centreOf(at));
  const order = axisOrder(element, at);
  return order === null ? null : (onlyPoint(at.text, order) ?? readSexagesimal(at.text));
}

type AxisOrder = "lat-lon" | "lon-lat";

const pointOf = (numbers: readonly number[], from: number, order: AxisOrder): Point | null => {
  const [first, second] = [numbers[from], numbers[from + 1]];
  return order === "lat-lon" ? pointAt(first, second) : pointAt(second, first);
};

/** Two numbers, or three with a height. Null where commas between digits may be decimal ones: the point would be elsewhere. */
function onlyPoint(text: string, order: AxisOrder): Point | null {
  const position = text.trim();
  if (mayBeDecimal(position)) return null;
  const numbers = readNumbers(position);
  return numbers?.length === 2 || numbers?.length === 3 ? pointOf(numbers, 0, order) : null;
}

const mayBeDecimal = (position: string): boolean => /\d,[\d+-]/.test(position) && /\s/.test(position);

/** By the reference system that the nearest element names: WGS 84 in two or three dimensions, also where none is named. */
function axisOrder(...elements: readonly XmlElement[]): AxisOrder | null {
  const named = elements.map(({ attributes }) => attributes.srsName?.trim() ?? "").findLast((name) => name !== "");
  if (named === undefined || /(?:^|\D)(?:4326|4979)$|^WGS[ _-]?84$/i.test(named)) return "lat-lon";
  return /CRS84h?$/i.test(named) ? "lon-lat" : null;
}

/** The corners of a closed line, without the first again at its end. Null for fewer than three, and where one cannot be read. */
export function ringOf(outline: XmlElement, shape: XmlElement): readonly Point[] | null {
  const order = axisOrder(shape, outline);
  if (order === null) return null;
  const points = childrenNamed(outline, "pos").map((at) => onlyPoint(at.text, order));
  const [list] = childrenNamed(outline, "posList", "coordinates");
  if (points.length === 0 && list !== undefined) points.push(...listedPoints(list, order, [shape, outline, list]));
  const found = points.filter((each) => each !== null);
  if (found.length < points.length) return null;
  const ring = isSame(found[0], found.at(-1)) ? found.slice(0, -1) : found;
  return ring.length < 3 ? null : ring;
}

const isSame = (a: Point | undefined, b: Point | undefined): boolean => a?.lat === b?.lat && a?.lon === b?.lon;

function listedPoints(list: XmlElement, order: AxisOrder, elements: readonly XmlElement[]): readonly (Point | null)[] {
  // Old GML has a comma within each point of its `coordinates`; a `posList` has none.
  if (list.local === "posList" && mayBeDecimal(list.text.trim())) return [null];
  const numbers = readNumbers(list.text) ?? [];
  const step = dimensionOf(numbers, elements);
  return numbers.length % step === 0
    ? Array.from({ length: numbers.length / step }, (_, i) => pointOf(numbers, i * step, order))
    : [null];
}

/** Two numbers a point, or three: as it is stated, else as many as make the ring closed. */
function dimensionOf(numbers: readonly number[], elements: readonly XmlElement[]): 2 | 3 {
  const stated = (name: string): string | undefined =>
    elements.map(({ attributes }) => attributes[name]).find((value) => value !== undefined);
  if (stated("srsDimension") === "3" || /4979$/.test(stated("srsName") ?? "")) return 3;
  const closes = (step: number): boolean =>
    numbers.length % step === 0 && numbers[0] === numbers.at(-step) && numbers[1] === numbers.at(1 - step);
  return !closes(2) && closes(3) ? 3 : 2;
}

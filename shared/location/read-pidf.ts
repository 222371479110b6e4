import { makePlace } from "./make-place.ts";
import type { Civic, Instant, Place, Shape } from "./place.ts";
import { readCivic } from "./read-civic.ts";
import { isMeantAsShape, readShape } from "./read-shape.ts";
import { childNamed, parseXml, type XmlElement } from "./xml-tree.ts";

/** What a presence document says around a `location-info` (RFC 4119, 2.2). `rank`: of the part that it stands in. */
type Around = Pick<Place, "method" | "timestampMs"> & { readonly rank: number };

type Found = { readonly info: XmlElement; readonly around: Around };

/** Which part of a presence document is asked first (RFC 5491, rule 8). */
const ranks = ["device", "tuple", "person"];

/** All usable locations of a PIDF-LO, the one to use first (RFC 5491, rule 8). Null where the document cannot be read. */
export function readPidf(text: string): readonly Place[] | null {
  const root = parseXml(text);
  if (root === null) return null;
  const found: Found[] = [];
  findLocations(root, outside, found);
  const read = found.sort((a, b) => a.around.rank - b.around.rank).map(readInfo);
  const [first, ...others] = read.flatMap(({ places }) => places);
  if (first === undefined) return [];
  return [read.some(({ isHalf }) => isHalf) ? { ...first, isHalf: true } : first, ...others];
}

const outside: Around = { method: null, timestampMs: null, rank: ranks.length };

/** Adds all locations below an element, in document order. */
function findLocations(element: XmlElement, around: Around, found: Found[]): void {
  if (element.local === "location-info") found.push({ info: element, around });
  const rank = ranks.indexOf(element.local);
  const here = {
    method: textIn(element, "method") ?? around.method,
    timestampMs: instantOf(textIn(element, "timestamp")) ?? around.timestampMs,
    rank: rank < 0 ? around.rank : rank,
  };
  for (const child of element.children) if (child.children.length > 0) findLocations(child, here, found);
}

/**
 * The place of a `location-info`: its first shape and its first address, which are one place (RFC 5491, rule 5). Any more of them are
 * places of their own. None where neither can be read. `isHalf`: there is a shape or an address that cannot be read.
 */
function readInfo({ info, around: { method, timestampMs } }: Found): {
  readonly places: readonly Place[];
  readonly isHalf: boolean;
} {
  const shapes: Shape[] = [];
  const addresses: Civic[] = [];
  let isHalf = false;
  for (const child of info.children) {
    const shape = readShape(child);
    if (shape !== null) shapes.push(shape);
    const address = addressOf(child);
    if (address !== null) addresses.push(address);
    isHalf ||= shape === null && address === null && isMeant(child);
  }
  const places: Place[] = [];
  for (let i = 0; i < shapes.length || i < addresses.length; i++)
    places.push(makePlace({ shape: shapes[i] ?? null, civic: addresses[i] ?? null, method, timestampMs }));
  return { places, isHalf };
}

const addressOf = (element: XmlElement): Civic | null =>
  element.local === "civicAddress" ? readCivic(elementsOf(element)) : null;

/** The elements of an address, in its namespace or else in that of the first; those of others (RFC 6848) have other meanings. */
function elementsOf({ uri, children }: XmlElement): readonly (readonly [string, string])[] {
  const own = children.some((child) => child.uri === uri) ? uri : children[0]?.uri;
  return children.filter((child) => child.uri === own).map(({ local, text }) => [local, text]);
}

/** Whether an element is there to tell a shape or an address. */
const isMeant = (element: XmlElement): boolean =>
  (element.local === "civicAddress" || isMeantAsShape(element)) && hasText(element);

const hasText = ({ text, children }: XmlElement): boolean => text.trim() !== "" || children.some(hasText);

function textIn(element: XmlElement, name: string): string | null {
  const text = childNamed(element, name)?.text.trim().slice(0, 64) ?? "";
  return text === "" ? null : text;
}

const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/;

/** Reads a time of RFC 3339, or of XML without a zone, which is UTC. Null where nothing is told. */
export function instantOf(text: string | null): Instant | null {
  if (text === null) return null;
  const [, time, zone = "Z"] = instant.exec(text.trim().toUpperCase()) ?? [];
  const ms = time === undefined ? Number.NaN : Date.parse(`${time}${zone}`);
  return Number.isFinite(ms) ? ms : "unreadable";
}

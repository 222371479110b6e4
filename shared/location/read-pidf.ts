import { makePlace } from "./make-place.ts";
import type { Civic, Instant, Place, Shape } from "./place.ts";
import { readCivic } from "./read-civic.ts";
import { readShape } from "./read-shape.ts";
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
  return found.sort((a, b) => a.around.rank - b.around.rank).flatMap(placesOf);
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
 * places of their own. Empty where neither can be read.
 */
function placesOf({ info, around: { method, timestampMs } }: Found): readonly Place[] {
  const shapes: Shape[] = [];
  const addresses: Civic[] = [];
  for (const child of info.children) {
    const shape = readShape(child);
    if (shape !== null) shapes.push(shape);
    const address = child.local === "civicAddress" ? readCivic(elementsOf(child)) : null;
    if (address !== null) addresses.push(address);
  }
  const places: Place[] = [];
  for (let i = 0; i < shapes.length || i < addresses.length; i++)
    places.push(makePlace({ shape: shapes[i] ?? null, civic: addresses[i] ?? null, method, timestampMs }));
  return places;
}

/** The elements of an address; those of other namespaces (RFC 6848) have other meanings. */
const elementsOf = ({ uri, children }: XmlElement): readonly (readonly [string, string])[] =>
  children.filter((child) => child.uri === uri).map(({ local, text }) => [local, text]);

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

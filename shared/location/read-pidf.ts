import type { Instant, Place } from "./place.ts";
import { elinOf, readCivic } from "./read-civic.ts";
import { readShape } from "./read-shape.ts";
import { uncertaintyOf } from "./shape-size.ts";
import { childNamed, childrenNamed, parseXml, type XmlElement } from "./xml-tree.ts";

/** A `location-info` (RFC 4119, 2.2), and what stands around it. */
type Found = {
  readonly info: XmlElement;
  readonly method: string | null;
  readonly timestampMs: Instant | null;
  readonly rank: number;
};

/** Which part of a presence document is asked first (RFC 5491, rule 8). */
const ranks = ["device", "tuple", "person"];

/** All usable locations of a PIDF-LO, the one to use first (RFC 5491, rule 8). Null where the document cannot be read. */
export function readPidf(text: string): readonly Place[] | null {
  const root = parseXml(text);
  if (root === null) return null;
  return findLocations(root)
    .sort((a, b) => a.rank - b.rank)
    .flatMap(placesOf);
}

const outside: Omit<Found, "info"> = { method: null, timestampMs: null, rank: ranks.length };

/** All locations below an element, in document order. */
function findLocations(element: XmlElement, around = outside): Found[] {
  const found: Found[] = [];
  if (element.local === "location-info") found.push({ info: element, ...around });
  const rank = ranks.indexOf(element.local);
  const here = {
    method: textIn(element, "method") ?? around.method,
    timestampMs: instantOf(textIn(element, "timestamp")) ?? around.timestampMs,
    rank: rank < 0 ? around.rank : rank,
  };
  for (const child of element.children) if (child.children.length > 0) found.push(...findLocations(child, here));
  return found;
}

/**
 * The place of a `location-info`: its first shape and its first address, which are one place (RFC 5491, rule 5). Any more of them are
 * places of their own. Empty where neither can be read.
 */
function placesOf({ info, method, timestampMs }: Found): readonly Place[] {
  const shapes = info.children.flatMap((child) => readShape(child) ?? []);
  const addresses = childrenNamed(info, "civicAddress").flatMap((address) => readCivic(elementsOf(address)) ?? []);
  return Array.from({ length: Math.max(shapes.length, addresses.length) }, (_, i) => {
    const [shape = null, civic = null] = [shapes[i], addresses[i]];
    return {
      shape,
      civic,
      method,
      timestampMs,
      elin: civic === null ? null : elinOf(civic),
      uncertaintyM: shape === null ? null : uncertaintyOf(shape),
    };
  });
}

/** The elements of an address; those of other namespaces (RFC 6848) have other meanings. */
const elementsOf = ({ uri, children }: XmlElement): Iterable<readonly [string, string]> =>
  children.filter((child) => child.uri === uri).map(({ local, text }) => [local, text] as const);

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

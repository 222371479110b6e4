import type { Point } from "./place.ts";

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const charactersAtMost = 40;

/** A number as XML writes it; null for anything else, such as `NaN` or a number with a unit. */
export function readNumber(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  const value = trimmed.length <= charactersAtMost && decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** A length or another quantity that cannot be negative. */
export function readQuantity(text: string | undefined): number | null {
  const value = readNumber(text);
  return value === null || value < 0 ? null : value;
}

/** More than twice around the world: what is longer is no length on Earth. */
const lengthAtMostM = 1e8;

/** A length in metres; null for one that cannot be on Earth. */
export const lengthOnEarth = (metres: number | null): number | null =>
  metres === null || metres > lengthAtMostM ? null : metres;

/** Numbers between blanks and commas; null where one cannot be read. */
export function readNumbers(text: string): readonly number[] | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const numbers = words.map(readNumber);
  return numbers.every((value) => value !== null) ? numbers : null;
}

/** A point on Earth. Null for what is none, and for 0, 0, which is what systems send that know no place. */
export function pointAt(lat: number | undefined, lon: number | undefined): Point | null {
  if (lat === undefined || lon === undefined || !Number.isFinite(lat) || !Number.isFinite(lon)) return null;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0)) return null;
  return { lat, lon };
}

const sexagesimal = /^(\d{1,3})(?:[:\s]+([0-5]?\d))?(?:[:\s]+([0-5]?\d(?:\.\d+)?))?\s*([NSEW])$/i;

/**
 * A point in degrees, minutes and seconds, as RFC 4119 writes one: `37:46:30N 122:25:10W`, or with blanks for the colons. Null unless
 * all of it is two angles, one to the north or south and one to the east or west.
 */
export function readSexagesimal(text: string): Point | null {
  const words = text.split(/(?<=[NSEW])[\s,;]*/i, 4).filter((word) => word !== "");
  const [first, second] = words.map(readAngle);
  if (words.length !== 2 || first == null || second == null || first.isLat === second.isLat) return null;
  const [lat, lon] = first.isLat ? [first, second] : [second, first];
  return pointAt(lat.degrees, lon.degrees);
}

function readAngle(word: string): { readonly isLat: boolean; readonly degrees: number } | null {
  const [, degrees, minutes = "0", seconds = "0", side = ""] = sexagesimal.exec(word.trim()) ?? [];
  if (degrees === undefined) return null;
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return { isLat: /[NS]/i.test(side), degrees: /[SW]/i.test(side) ? -size : size };
}

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
  const numbers = words(text).map(readNumber);
  return numbers.every((value) => value !== null) ? numbers : null;
}

const words = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((word) => word !== "");

/** A point on Earth. Null for what is none, and for 0, 0, which is what systems send that know no place. */
export function pointAt(lat: number | undefined, lon: number | undefined): Point | null {
  if (lat === undefined || lon === undefined || !Number.isFinite(lat) || !Number.isFinite(lon)) return null;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0)) return null;
  return { lat, lon };
}

const sexagesimal = /^(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}(?:\.\d+)?))?([NSEW])$/i;

/** A point in degrees, minutes and seconds, as RFC 4119 writes one: `37:46:30N 122:25:10W`. */
export function readSexagesimal(text: string): Point | null {
  const angles = words(text).map((word) => sexagesimal.exec(word));
  const of = (sides: string): number | undefined => {
    const [, degrees, minutes = "0", seconds = "0", side = ""] =
      angles.find((angle) => angle?.[4] !== undefined && sides.includes(angle[4].toUpperCase())) ?? [];
    const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
    return degrees === undefined ? undefined : /[SW]/i.test(side) ? -size : size;
  };
  return pointAt(of("NS"), of("EW"));
}

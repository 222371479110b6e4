import * as z from "zod";
import { type LocationSource, locationSources } from "../../location/location-sources.ts";

/**
 * Rows of a location table are stored as those of a lookup table, of which this one says what the keys are: no lookup table can have
 * it, so that neither is taken for the other.
 */
export const keysRow = "~keys";

/** How many rows are read at once of a table of which so many are stored; undefined for as many as the store gives. */
export type RowsAPage = (stored: number) => number | undefined;

const longRowsAPage = 50;

/** Rows of a boundary are long. The client parses a page of them in one go. */
export const rowsAPageOfLocations: RowsAPage = () => longRowsAPage;

/** The most rows that a boundary can have: an import of 8 MiB makes fewer. Tables of more rows have short ones. */
const boundaryRowsAtMost = 1_000;

/** Where only their number is known. */
export const rowsAPageOf: RowsAPage = (stored) => (stored > boundaryRowsAtMost ? undefined : longRowsAPage);

/** What the keys of stored rows are; null for those of a lookup table. */
export function keysOf(rows: ReadonlyMap<string, string>): LocationSource | null {
  const read = z.enum(locationSources).safeParse(rows.get(keysRow));
  return read.success ? read.data : null;
}

/** A key holds what no key of a row in Table Storage can, and "~" for the one row above: these are escaped. */
const unfit = /[/\\#?%~\p{Cc}]/gu;

export const encodeKey = (key: string): string =>
  key.replace(unfit, (character) => encodeURIComponent(character).replace("~", "%7E"));

export const decodeKey = (key: string): string =>
  key.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

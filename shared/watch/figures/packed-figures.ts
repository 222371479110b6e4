import * as z from "zod";
import type { Counts, Figures } from "./counts.ts";

const count = z.int().min(0);
export const countsTuple = z.tuple([count, count, count, count, count]);
const routeTuple = z.tuple([count, count, count]);
const named = <Value extends z.ZodType>(value: Value) => z.array(z.tuple([z.string(), value]));

/** Figures as they are stored: short, and in the order of names. */
export const packedFiguresSchema = z.object({
  total: countsTuple,
  territories: named(countsTuple),
  ingresses: named(countsTuple),
  routes: named(routeTuple),
  flags: named(count),
  delays: named(count),
  pending: count,
});

export type PackedFigures = z.infer<typeof packedFiguresSchema>;

export const packCounts = ({ decided, answered, failed, abandoned, missing }: Counts) =>
  [decided, answered, failed, abandoned, missing] satisfies z.infer<typeof countsTuple>;

export const unpackCounts = ([decided, answered, failed, abandoned, missing]: z.infer<typeof countsTuple>): Counts => ({
  decided,
  answered,
  failed,
  abandoned,
  missing,
});

export const packFigures = (figures: Figures): PackedFigures => ({
  total: packCounts(figures.total),
  territories: sortedEntries(figures.territories, packCounts),
  ingresses: sortedEntries(figures.ingresses, packCounts),
  routes: sortedEntries(
    figures.routes,
    ({ tried, answered, failed }): z.infer<typeof routeTuple> => [tried, answered, failed],
  ),
  flags: sortedEntries(figures.flags, Number),
  delays: sortedEntries(figures.delays, Number),
  pending: figures.pending,
});

export const unpackFigures = (packed: PackedFigures): Figures => ({
  total: unpackCounts(packed.total),
  territories: mapOf(packed.territories, unpackCounts),
  ingresses: mapOf(packed.ingresses, unpackCounts),
  routes: mapOf(packed.routes, ([tried, answered, failed]) => ({ tried, answered, failed })),
  flags: new Map(packed.flags),
  delays: new Map(packed.delays),
  pending: packed.pending,
});

const sortedEntries = <Value, Packed>(
  map: ReadonlyMap<string, Value>,
  pack: (value: Value) => Packed,
): [string, Packed][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]): [string, Packed] => [name, pack(value)]);

const mapOf = <Packed, Value>(
  entries: readonly (readonly [string, Packed])[],
  unpack: (packed: Packed) => Value,
): ReadonlyMap<string, Value> => new Map(entries.map(([name, packed]) => [name, unpack(packed)]));

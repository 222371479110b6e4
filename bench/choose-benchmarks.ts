import * as z from "zod";
import type { Report } from "./report.ts";

export type Benchmark = {
  readonly name: string;
  /** Takes a size where there is one to choose. */
  readonly run: (size?: number) => Promise<Report>;
  /** Whether it runs when none is named. */
  readonly isUsual: boolean;
};

/** A benchmark, and the size that it is given. */
export type Chosen = Pick<Benchmark, "name" | "run"> & { readonly size: number | undefined };

/**
 * The benchmarks that are named, with `name=1000` for a size; all of them for `all`, and the usual ones for nothing. Throws
 * where a name is unknown or a size is no positive integer.
 */
export function chooseBenchmarks(benchmarks: readonly Benchmark[], args: readonly string[]): readonly Chosen[] {
  const sizes = new Map(args.filter((argument) => argument !== "all").map(readArgument));
  const unknown = [...sizes.keys()].filter((name) => benchmarks.every((benchmark) => benchmark.name !== name));
  if (unknown.length > 0) {
    const names = benchmarks.map(({ name }) => name);
    throw new Error(`No such benchmark: ${unknown.join(", ")}. There are: ${[...names, "all"].join(", ")}.`);
  }
  const isChosen = ({ name, isUsual }: Benchmark): boolean =>
    args.includes("all") || (args.length === 0 ? isUsual : sizes.has(name));
  return benchmarks.filter(isChosen).map(({ name, run }) => ({ name, run, size: sizes.get(name) }));
}

function readArgument(argument: string): [string, number | undefined] {
  const [name = "", size] = argument.split("=");
  return [name, size === undefined ? undefined : z.coerce.number().int().positive().parse(size)];
}

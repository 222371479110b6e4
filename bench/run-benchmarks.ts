import { cpus, loadavg } from "node:os";
import * as z from "zod";
import type { Measure } from "./goals.ts";
import { collectGarbage } from "./measure/cpu-time.ts";
import { type Table, toMarkdown } from "./measure/table.ts";

export type Report = {
  readonly tables: readonly Table[];
  /** The figures that the speed goals are judged by. */
  readonly measures?: readonly Measure[];
};

export type Benchmark = {
  readonly name: string;
  /** Takes a size, where there is one to choose. */
  readonly run: (size?: number) => Promise<Report>;
  /** Whether it runs when none is named. */
  readonly isUsual: boolean;
};

/** A benchmark with the size that it is given. */
export type Chosen = Pick<Benchmark, "name" | "run"> & { readonly size: number | undefined };

/**
 * The named benchmarks, with `name=1000` for a size; with `all` all of them, without names the usual ones. Throws when a name
 * is unknown or a size is no positive integer.
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

/**
 * Runs benchmarks one after the other and prints their tables; resolves with the figures for the goals. When one fails the
 * others still run, and the program exits with 1.
 */
export async function runBenchmarks(chosen: readonly Chosen[]): Promise<readonly Measure[]> {
  console.log(`${describeMachine()}\n`);
  const found: Measure[] = [];
  for (const { name, run, size } of chosen) {
    try {
      // The garbage of one must not be collected while the next is measured.
      collectGarbage();
      const { tables, measures = [] } = await run(size);
      found.push(...measures);
      for (const table of tables) console.log(toMarkdown(table));
    } catch (error) {
      console.error(`${name} has failed:`, error);
      process.exitCode = 1;
    }
  }
  return found;
}

/** The machine, and how busy it was with other things at the start. */
function describeMachine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0] ?? 0;
  return `${cpus().length} cores (${cpu?.model ?? "unknown"}), Node.js ${process.version}, ${process.platform}-${process.arch}, load ${load.toFixed(1)} at the start`;
}

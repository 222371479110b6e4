import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where package.json is. The built benchmarks run from dist/bench/run.js: as deep as this file. */
export const appDirectory = fileURLToPath(new URL("../..", import.meta.url));

/** A program that the build puts beside the local programs. */
export const localProgram = (name: string): string => join(appDirectory, "dist", "local", `${name}.js`);

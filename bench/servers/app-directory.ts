import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readHostJson } from "../../tools/functions-host/read-host-json.ts";

/** Where package.json is; the built benchmarks are in dist/bench below it. */
export const appDirectory = fileURLToPath(new URL("../..", import.meta.url));

/** A program that `npm run build` has put beside the local programs. */
export const localProgram = (name: string): string => join(appDirectory, "dist", "local", `${name}.js`);

export const readAppHostJson = (): Promise<unknown> => readHostJson(appDirectory);

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const repository = new URL("../../../", import.meta.url);

export const readRepositoryFile = (path: string): string => readFileSync(new URL(path, repository), "utf8");

export const listRepositoryFiles = (directory: string, ending: string): readonly string[] =>
  readdirSync(fileURLToPath(new URL(directory, repository)), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${directory}${path}`)
    .sort();

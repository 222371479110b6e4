import { expect, it } from "vitest";
import * as z from "zod";
import { readRepositoryFile } from "../support/text/repository-files.ts";

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
});
const manifestSchema = z.object({ allowScripts: z.record(z.string(), z.boolean()) });

it("no package needs a script at install: npm is set to run none, so it warns of none", () => {
  const { packages } = lockSchema.parse(JSON.parse(readRepositoryFile("package-lock.json")));
  const withScript = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = withScript.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
  const { allowScripts } = manifestSchema.parse(JSON.parse(readRepositoryFile("package.json")));
  expect(allowScripts).toEqual(Object.fromEntries(names.map((name) => [name, false])));
});

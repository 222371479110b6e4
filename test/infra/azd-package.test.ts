import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { copyRepository, linkPackages } from "../support/programs/copy-repository.ts";
import { readRepositoryFile } from "../support/text/repository-files.ts";

const hook = z.union([z.object({ run: z.string() }), z.object({ posix: z.object({ run: z.string() }) })]);

const projectSchema = z.looseObject({
  services: z.object({
    router: z.looseObject({
      project: z.string(),
      dist: z.string(),
      language: z.literal("js"),
      host: z.literal("function"),
      remoteBuild: z.boolean(),
      hooks: z.record(z.string(), hook).default({}),
    }),
  }),
});

const { router } = projectSchema.parse(parse(readRepositoryFile("azure.yaml"))).services;

const repository = fileURLToPath(new URL("../../", import.meta.url));
const cleanUps: (() => void)[] = [];
const copy = copyRepository((cleanUp) => cleanUps.push(cleanUp));
const service = join(copy, router.project);

function run(command: string): void {
  const { status, stderr, stdout } = spawnSync("sh", ["-c", command], { cwd: service, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
}

function runHook(name: string): void {
  const given = router.hooks[name];
  if (given !== undefined) run("run" in given ? given.run : given.posix.run);
}

/** Everything that is in the directory, by its path from there, without hashes: they depend on where packages are installed. */
const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .map((path) => path.replace(/-[A-Z0-9]{8}\./, "."))
    .sort();

/**
 * An imitation of `azd package` for a JavaScript function app, in azd's order, without azd. By its source (Azure/azure-dev,
 * cli/azd/pkg/project, 1.32): service_manager.go Package, framework_service_node.go Restore and Package.
 */
function imitateAzdPackage(): void {
  // Restore: `npm install` in a clone.
  runHook("prerestore");
  linkPackages(service);
  runHook("postrestore");
  // RequireBuild is false for Node.js: there is no build of its own before the package.
  runHook("prepackage");
  run("npm run build --if-present");
}

beforeAll(imitateAzdPackage);

afterAll(() => {
  for (const cleanUp of cleanUps) cleanUp();
});

describe("an imitation of `azd package` in a fresh copy", () => {
  it("finds the whole package in `dist`: all that a zip of this build holds", () => {
    expect(filesIn(join(service, router.dist))).toEqual(filesIn(join(repository, "dist/package")));
    expect(filesIn(join(service, router.dist))).toEqual(
      expect.arrayContaining(["LICENSE", "host.json", "main.js", "package.json"]),
    );
  });

  // createDeployableZip of project_utils.go leaves out what a .funcignore of the packed directory names.
  it("puts all of it into the zip", () => {
    expect(existsSync(join(service, router.dist, ".funcignore"))).toBe(false);
  });

  // resolveFunctionAppRemoteBuild of service_target_functionapp.go, since pull request 7223.
  it("may say that nothing is built in Azure: no .funcignore leaves node_modules out", () => {
    const path = join(service, ".funcignore");
    const patterns = existsSync(path) ? readFileSync(path, "utf8").split(/\r?\n/) : [];
    const excluding = patterns.filter((pattern) => /^\/?(?:\*\*\/)?node_modules\/?\**$/.test(pattern.trim()));
    expect({ remoteBuild: router.remoteBuild, excluding }).toEqual({ remoteBuild: false, excluding: [] });
  });
});

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const hasDotnet =
  process.platform === "linux" && process.arch === "x64" && spawnSync("dotnet", ["--version"]).status === 0;

const compile = (directory: string, environment: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, [join(repository, "scripts/bicep.mjs")], {
    cwd: directory,
    encoding: "utf8",
    env: environment,
  });

it("prints one line and succeeds without the .NET SDK", () => {
  const { status, stdout, stderr } = compile(repository, { PATH: "/nowhere" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toBe("The Bicep files were not compiled: that needs the .NET SDK on Linux x64.\n");
});

it.runIf(hasDotnet)("fails on a property that Azure's types do not have, and names it", () => {
  const copy = mkdtempSync(join(tmpdir(), "damaged-bicep-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(join(repository, "infra"), join(copy, "infra"), { recursive: true });
  const path = join(copy, "infra/modules/function-app.bicep");
  writeFileSync(path, readFileSync(path, "utf8").replace("httpsOnly: true", "httpsOnyl: true"));
  const { status, stderr } = compile(copy);
  expect(status).toBe(1);
  expect(stderr).toContain('The property "httpsOnyl" is not allowed');
});

// Compiles infra/ by Bicep's own compiler and fails on whatever it or its linter says, warnings too. The compiler is a NuGet
// package for .NET on Linux x64: elsewhere this says in one line that nothing was compiled, and ends well.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const compiler = { id: "Azure.Bicep.CommandLine.linux-x64", version: "0.49.2" };

/** Restores one package and nothing else, the framework's own reference packages included. */
const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="${compiler.id}" Version="[${compiler.version}]" /></ItemGroup>
</Project>
`;

const isHere =
  process.platform === "linux" && process.arch === "x64" && spawnSync("dotnet", ["--version"]).status === 0;
if (!isHere) {
  console.log("The Bicep files were not compiled: that needs the .NET SDK on Linux x64.");
  process.exit(0);
}

const directory = mkdtempSync(join(tmpdir(), "bicep-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
const bicep = restoreCompiler();
const said = [
  run(bicep, ["build", "infra/main.bicep", "--outfile", join(directory, "main.json")]),
  run(bicep, ["lint", "--pattern", "infra/**/*.bicep"]),
].join("");
if (said.trim() !== "") fail(said);
console.log(`Bicep ${compiler.version} compiled infra/ and had nothing to say.`);

/** Returns the path of the compiler in NuGet's own cache. */
function restoreCompiler() {
  writeFileSync(join(directory, "compiler.csproj"), project);
  run("dotnet", ["restore", join(directory, "compiler.csproj")]);
  const told = run("dotnet", ["nuget", "locals", "global-packages", "--list"]);
  const packages = /^global-packages: (.+)$/m.exec(told)?.[1] ?? fail(told);
  return join(packages, compiler.id.toLowerCase(), compiler.version, "tools", "bicep");
}

/** Returns all that the program wrote; ends this one where it failed. */
function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) fail(`${program} ${args.join(" ")}: ${error?.message ?? ""}\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

function fail(why) {
  console.error(why.trim());
  process.exit(1);
}

// Compiles and lints infra/ with the Bicep compiler and fails on every error or warning. The compiler is a NuGet package for
// .NET on Linux x64; on other machines this prints that nothing was compiled, and succeeds.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const compiler = { id: "Azure.Bicep.CommandLine.linux-x64", version: "0.49.2" };

/** Restores this one package, without the framework's reference packages. */
const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="${compiler.id}" Version="[${compiler.version}]" /></ItemGroup>
</Project>
`;

const canCompile =
  process.platform === "linux" && process.arch === "x64" && spawnSync("dotnet", ["--version"]).status === 0;
if (!canCompile) {
  console.log("The Bicep files were not compiled: that needs the .NET SDK on Linux x64.");
  process.exit(0);
}

const directory = mkdtempSync(join(tmpdir(), "bicep-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
const bicep = restoreCompiler();
const output = [
  run(bicep, ["build", "infra/main.bicep", "--outfile", join(directory, "main.json")]),
  run(bicep, ["lint", "--pattern", "infra/**/*.bicep"]),
].join("");
if (output.trim() !== "") fail(output);
console.log(`Bicep ${compiler.version} compiled infra/ without errors or warnings.`);

/** Returns the path of the compiler in NuGet's cache. */
function restoreCompiler() {
  writeFileSync(join(directory, "compiler.csproj"), project);
  run("dotnet", ["restore", join(directory, "compiler.csproj")]);
  const answer = run("dotnet", ["nuget", "locals", "global-packages", "--list"]);
  const packages = /^global-packages: (.+)$/m.exec(answer)?.[1] ?? fail(answer);
  return join(packages, compiler.id.toLowerCase(), compiler.version, "tools", "bicep");
}

/** Returns what the program wrote. Ends this script when the program failed. */
function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) fail(`${program} ${args.join(" ")}: ${error?.message ?? ""}\n${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

function fail(reason) {
  console.error(reason.trim());
  process.exit(1);
}

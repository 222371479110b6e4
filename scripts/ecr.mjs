// Builds the command line as an npm package of its own, which needs no other package: `npm pack ./dist/ecr`.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** How esbuild makes it. The identity library becomes a chunk, which only a sign-in loads. */
export const ecrOptions = (directory, { requireForBundledPackages, version }) => ({
  entryPoints: [{ in: "cli/ecr.ts", out: "ecr" }],
  outdir: directory,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  sourcesContent: false,
  define: { packageVersion: JSON.stringify(version) },
  banner: { js: requireForBundledPackages },
});

/** The files of the package, `{path, contents}`. Only the entry is started, so it alone names its interpreter. */
export async function completeEcr(directory, manifest, bundle) {
  const { name, version, license, engines } = manifest;
  const minimal = { name, version, license, type: "module", bin: { ecr: "ecr.js" }, engines };
  const entry = join(directory, "ecr.js");
  return [
    { path: join(directory, "LICENSE"), contents: await readFile("LICENSE") },
    { path: join(directory, "package.json"), contents: `${JSON.stringify(minimal, null, 2)}\n` },
    ...bundle.map((file) =>
      file.path === entry ? { ...file, contents: withInterpreter(file.contents), mode: 0o755 } : file,
    ),
  ];
}

const withInterpreter = (contents) => Buffer.concat([Buffer.from("#!/usr/bin/env node\n"), Buffer.from(contents)]);

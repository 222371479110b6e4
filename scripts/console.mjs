// Builds the web page: hashed names, and each file compressed beside the file itself.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { worldShapesModule } from "./world-shapes.mjs";

/** Makes the module that is in no file. */
const worldShapes = {
  name: "world-shapes",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^world-shapes$/ }, ({ path }) => ({ path, namespace: "made" }));
    onLoad({ filter: /.*/, namespace: "made" }, async () => ({ contents: await worldShapesModule() }));
  },
};

/** The files of the console in this directory, `{path, contents}`: the page itself last, as it names the others. */
export async function consoleFiles(directory) {
  const { outputFiles, metafile } = await build({
    entryPoints: ["console/main.tsx", "console/style.css"],
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "esm",
    minify: true,
    splitting: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    outdir: directory,
    plugins: [worldShapes],
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const nameOf = (entry) =>
    basename(Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry)[0]);
  const page = (await readFile("console/index.html", "utf8"))
    .replace("main.tsx", nameOf("console/main.tsx"))
    .replace("style.css", nameOf("console/style.css"));
  const icon = { path: join(directory, "icon.svg"), contents: await readFile("console/icon.svg") };
  const index = { path: join(directory, "index.html"), contents: Buffer.from(page) };
  const hashed = outputFiles.map(({ path, contents }) => ({ path, contents }));
  return [...hashed, icon, index].flatMap(withCompressed);
}

/** The same bytes in make the same bytes out, so the package stays the same. */
const withCompressed = (file) => [
  {
    path: `${file.path}.br`,
    contents: brotliCompressSync(file.contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  },
  { path: `${file.path}.gz`, contents: gzipSync(file.contents, { level: 9 }) },
  file,
];

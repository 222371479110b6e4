import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findApp } from "./find-app.ts";
import { readHostJson } from "./read-host-json.ts";
import { startHost } from "./start-host.ts";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "app-"));
});

afterEach(() => rm(directory, { recursive: true }));

async function writeApp(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
}

/** A module in the manner of a bundle: it registers a function with the core itself. */
const bundle = (name: string) => `
  import { createRequire } from "node:module";
  const core = createRequire(import.meta.url)("@azure/functions-core");
  const bindings = { request: { type: "httpTrigger", direction: "in", methods: ["GET"] } };
  core.setProgrammingModel({ getCapabilities: async (capabilities) => capabilities });
  core.registerFunction({ name: "${name}", bindings }, () => undefined);
`;

const namesAfterStart = async (load: () => Promise<unknown>) => {
  const host = await startHost({ load, hostJson: {}, port: 0, settings: {}, log: () => {} });
  await host.stop();
  return host.functions;
};

it("the file named by main is loaded", async () => {
  await writeApp({ "package.json": '{"main":"dist/main.mjs"}', "dist/main.mjs": bundle("ping") });
  const load = await findApp(directory);
  expect(await namesAfterStart(load)).toEqual(["ping"]);
});

it("a main that names no file is refused with its text", async () => {
  await writeApp({ "package.json": '{"main":"dist/main.js"}' });
  await expect(findApp(directory)).rejects.toThrow(/dist\/main.js.*built/);
});

it("a directory without a package.json is refused with its name", async () => {
  await expect(findApp("/nowhere")).rejects.toThrow(/^There is no app in \/nowhere: /);
});

it("a package.json without main is refused", async () => {
  await writeApp({ "package.json": "{}" });
  await expect(findApp(directory)).rejects.toThrow('has no "main"');
});

it("host.json is read from the app's directory, and named when it is not JSON", async () => {
  await writeApp({ "host.json": '{"version":"2.0"}' });
  expect(await readHostJson(directory)).toEqual({ version: "2.0" });
  await writeApp({ "host.json": "{" });
  await expect(readHostJson(directory)).rejects.toThrow("host.json is not JSON");
});

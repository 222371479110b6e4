import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { readPackage, unpackApp } from "../support/programs/unpack-app.ts";

// Made by `npm run build`, which `npm run test:package` does first.
const isPackaged = process.env.PACKAGED === "1";
const text = (name: string): string => new TextDecoder().decode(readPackage()[name]);

const isOfConsole = (name: string): boolean => name.startsWith("console/");
const scripts = (): readonly string[] =>
  Object.keys(readPackage()).filter((name) => name.endsWith(".js") && !isOfConsole(name));

it.runIf(isPackaged)("holds the bundle, its source maps, the console, what the host reads, and nothing else", () => {
  const bundle = scripts().flatMap((name) => [name, `${name}.map`]);
  const others = Object.keys(readPackage()).filter((name) => !isOfConsole(name));
  expect(others.sort()).toEqual(["LICENSE", "host.json", "package.json", ...bundle].sort());
  expect(scripts().filter((name) => name !== "main.js" && !name.startsWith("chunks/"))).toEqual([]);
  const { dependencies, main, type, ...rest } = JSON.parse(text("package.json"));
  expect({ dependencies, main, type }).toEqual({ main: "main.js", type: "module" });
  expect(rest).not.toHaveProperty("scripts");
});

it.runIf(isPackaged)("imports nothing that is not there: Node.js has its own, and the host brings its core", () => {
  const imported = scripts().flatMap((script) =>
    [...text(script).matchAll(/^import\s(?:[^;"]*?from\s*)?"([^"]+)"/gm)].map(([, name = ""]) => name),
  );
  expect(imported.length).toBeGreaterThan(5);
  for (const name of imported.filter((each) => !/^\.{1,2}\//.test(each)))
    expect(builtinModules).toContain(name.replace(/^node:/, ""));
});

it.runIf(isPackaged)("names no path of the machine that it was made on", () => {
  expect(Object.keys(readPackage()).filter((name) => text(name).includes(process.cwd()))).toEqual([]);
});

it.runIf(isPackaged)("decides, records and tells of a call where there are no packages", async () => {
  expect(existsSync(join(unpackApp(), "node_modules"))).toBe(false);
  const { url } = await startReadyProgram();
  const body = JSON.stringify({ callId: "call-1", calledParty: "+44999", callingParty: "+441632960123" });
  const answer = await fetch(`${url}/api/v1/call-setup`, { method: "POST", body });
  expect(await answer.json()).toMatchObject({ class: "emergency", audit: { status: "published" } });
  await expect.poll(async () => (await fetch(`${url}/api/v1/audit/calls?callId=call-1`)).status).toBe(200);
});

/** The package as it would be if it asked the library to stream (`app.setup({ enableHttpStream: true })`). */
function copyThatStreams(): string {
  const copy = mkdtempSync(join(tmpdir(), "streaming-app-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(unpackApp(), copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const withSwitch = files.filter((name) =>
    readFileSync(join(copy, name), "utf8").includes("enableHttpStream = false"),
  );
  expect(withSwitch).toHaveLength(1);
  for (const name of withSwitch) {
    const path = join(copy, name);
    writeFileSync(path, readFileSync(path, "utf8").replace("enableHttpStream = false", "enableHttpStream = true"));
  }
  return copy;
}

// The embedded host starts no app that streams: the tests above show that this one does not, and this one that it would show.
it.runIf(isPackaged)("does not stream its answers, and would not start here if it did", async () => {
  const program = startProgram({ APP_DIRECTORY: copyThatStreams() });
  expect(await program.exit).toBe(1);
  await program.closed;
  expect(program.stderr()).toContain("does not run apps with enableHttpStream");
});

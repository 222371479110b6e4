import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { pinApp } from "./pin-app.ts";

function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "pins-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function builtApp(directory: string, chunks: readonly string[]): string {
  mkdirSync(join(directory, "chunks"), { recursive: true });
  for (const name of ["main.js", "host.json", ...chunks.map((chunk) => `chunks/${chunk}`)])
    writeFileSync(join(directory, name), `${name} of ${chunks.length}`);
  return directory;
}

it("leaves alone what another program is copying", async () => {
  const directory = emptyDirectory();
  const pins = join(directory, "pins");
  const chunks = Array.from({ length: 600 }, (_, i) => `chunk-${i}.js`).sort();
  const large = builtApp(join(directory, "large"), chunks);
  const small = builtApp(join(directory, "small"), ["chunk.js"]);
  const copies = () => readdirSync(pins).filter((name) => name.endsWith(".new"));

  const copying = pinApp(large, pins);
  const [copy] = await vi.waitFor(() => (copies().length > 0 ? copies() : Promise.reject(new Error("none yet"))), {
    timeout: 150_000,
    interval: 1,
  });
  await pinApp(small, pins);
  expect(copies()).toEqual([copy]);
  expect(readdirSync(join((await copying).directory, "chunks")).sort()).toEqual(chunks);
  expect(readdirSync(pins)).toHaveLength(2);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readLocation } from "../../../cli/commands/read-location.ts";

it.each([
  ["45.76,4.84", { geo: { lat: 45.76, lon: 4.84 } }],
  [" -33.86, 151.2 ", { geo: { lat: -33.86, lon: 151.2 } }],
  ['{"civic":{"country":"FR"},"method":"Manual"}', { civic: { country: "FR" }, method: "Manual" }],
])("reads %s", async (text, location) => {
  expect(await readLocation(text)).toEqual(location);
});

it("reads a file as a PIDF-LO, as it is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "place-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "lyon.xml"), "<presence/>\n");
  expect(await readLocation(join(folder, "lyon.xml"))).toEqual({ pidf: "<presence/>\n" });
});

it.each([
  ["{civic}", /is no JSON/],
  ["45.76", /there is no file 45\.76, nor is that latitude,longitude or JSON/],
])("refuses %s", async (text, cause) => {
  await expect(readLocation(text)).rejects.toThrow(cause);
});

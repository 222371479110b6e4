import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readLines } from "../../../cli/evidence/read-lines.ts";

it.each([
  ["", []],
  ["a\nb\n", ["a", "b"]],
  ["a\n\nb", ["a", "", "b"]],
  ["a\u2028b\u2029c\u0085d\n", ["a\u2028b\u2029c\u0085d"]],
  [`${"é".repeat(200_000)}\n${"x".repeat(200_000)}`, ["é".repeat(200_000), "x".repeat(200_000)]],
])("reads the lines of a file", async (text, expected) => {
  const directory = mkdtempSync(join(tmpdir(), "lines-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, "file"), text);
  const lines: string[] = [];
  for await (const line of readLines(join(directory, "file"))) lines.push(line);
  expect(lines).toEqual(expected);
});

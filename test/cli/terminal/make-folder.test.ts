import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeFolder } from "../../../cli/terminal/make-folder.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "make-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("makeFolder", () => {
  it("makes a folder with those above it, and leaves one that is there", async () => {
    const folder = join(emptyFolder(), "a", "b", "c");
    for (let i = 0; i < 2; i++) await makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
    symlinkSync(folder, `${folder}-link`);
    await makeFolder(`${folder}-link`);
    await makeFolder(".");
  });

  it.each([
    ["in a place that takes no folder", () => "/proc/x/y", "ENOENT"],
    ["where a file is", (file: string) => file, "EEXIST"],
    ["below a file", (file: string) => join(file, "x", "y"), "ENOTDIR"],
  ])("says why there is none %s", async (_, pathOf, code) => {
    const file = join(emptyFolder(), "file");
    writeFileSync(file, "");
    await expect(makeFolder(pathOf(file))).rejects.toMatchObject({ code });
  });
});

import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { listRepositoryFiles, readRepositoryFile } from "./text/repository-files.ts";

it("resolves with what the condition returns once it no longer throws", async () => {
  let looks = 0;
  const found = await eventually(() => {
    looks += 1;
    if (looks < 3) throw new Error("not yet");
    return looks;
  }, 1);
  expect(found).toBe(3);
});

it("is what all tests here wait with: vitest's own gives up after a second", () => {
  const waiting = listRepositoryFiles("test/", ".ts").filter((file) =>
    /\bvi\.wait(?:For|Until)\(/.test(readRepositoryFile(file)),
  );
  expect(waiting).toEqual(["test/support/eventually.ts"]);
});

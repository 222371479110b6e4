import { afterEach, describe, expect, it, vi } from "vitest";
import { DependencyError } from "../../shared/dependency-error.ts";
import { consoleLog, describeError } from "../../shared/log.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the console log", () => {
  it.each(["info", "warn", "error"] as const)("writes %s as one JSON object on one line", (level) => {
    const write = vi.spyOn(console, level).mockImplementation(() => {});
    consoleLog[level]("store\nlost", { events: 2, error: "a\nb" });
    expect(write.mock.calls).toEqual([[expect.not.stringContaining("\n")]]);
    expect(JSON.parse(String(write.mock.calls[0]?.[0]))).toEqual({
      level,
      message: "store\nlost",
      events: 2,
      error: "a\nb",
    });
  });
});

describe("the description of an error", () => {
  it.each([
    [
      "names its class and the first line of its message",
      new TypeError("no trunk\nsecond line"),
      "TypeError: no trunk",
    ],
    ["is the text of anything else", "down", "down"],
    [
      "of a dependency names the call",
      new DependencyError("read a row", true, new Error("x\ny")),
      "DependencyError: read a row failed: x",
    ],
    [
      "of a dependency that failed with no error still says so",
      new DependencyError("read a row", true, "gone"),
      "DependencyError: read a row failed: gone",
    ],
  ])("%s", (_, error, text) => {
    expect(describeError(error)).toBe(text);
  });
});

describe("a dependency error", () => {
  it("keeps its call, cause and whether to try again", () => {
    const cause = new Error("reset");
    expect(new DependencyError("read a row", false, cause)).toMatchObject({
      call: "read a row",
      retryable: false,
      cause,
    });
  });
});

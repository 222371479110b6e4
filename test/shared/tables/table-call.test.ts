import { RestError } from "@azure/data-tables";
import { describe, expect, it } from "vitest";
import { DependencyError } from "../../../shared/dependency-error.ts";
import { meaningOf, noAnswer, TableError, tableCall } from "../../../shared/tables/table-call.ts";

const answered = (statusCode: number) => new RestError("refused", { statusCode });

describe("a request to Table Storage", () => {
  it("gives what comes of it", async () => {
    expect(await tableCall("read a row", 1_000, async () => "row")).toBe("row");
  });

  it.each([
    [400, false],
    [403, false],
    [404, false],
    [409, false],
    [412, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])(
    "that is answered %i is a dependency error that keeps the status; worth another try: %s",
    async (status, retryable) => {
      const failed = tableCall("read a row", 1_000, () => Promise.reject(answered(status)));
      const error: unknown = await failed.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DependencyError);
      expect(error).toMatchObject({ call: "read a row", retryable });
      expect(error).toMatchObject({ cause: { name: "TableError", status } });
    },
  );

  it("that is not answered in time is worth another try and has no meaning", async () => {
    const error: unknown = await tableCall("read a row", 1, () => new Promise(() => {})).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: "DependencyError", retryable: true, cause: { name: "TimeoutError" } });
    expect(meaningOf(error)).toBeNull();
  });
});

describe("the meaning of an error", () => {
  it.each([
    ["of the client that had no answer is null", new RestError("no connection"), null],
    ["of another kind is null", new Error("404"), null],
    ["that is no error is null", undefined, null],
    ["of a table is its answer's", new TableError(409, "EntityAlreadyExists"), "exists"],
    ["within a dependency error is that of its cause", new DependencyError("a", true, noAnswer("200")), "failing"],
  ])("%s", (_, error, meaning) => {
    expect(meaningOf(error)).toBe(meaning);
  });
});

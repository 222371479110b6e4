import { RestError } from "@azure/data-tables";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
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

/** A row as a store answers it, of somebody who called. */
const caller = "+441632960123";
const rows = JSON.stringify({ value: [{ event0: JSON.stringify({ callingParty: caller, name: "Alice" }) }] });
const restError = new RestError(rows.repeat(10_000), { code: "PARSE_ERROR", statusCode: 200 });
const systemError = Object.assign(new Error("connect ECONNREFUSED 10.240.17.12:10002"), {
  code: "ECONNREFUSED",
  syscall: "connect",
  address: "10.240.17.12",
  port: 10002,
});
const syntaxError = (): unknown => {
  try {
    return JSON.parse(`{"callingParty":${caller}}`);
  } catch (error) {
    return error;
  }
};

describe("the description of an error", () => {
  it.each([
    [
      "names its class and the first line of its message",
      new TypeError("no trunk\nsecond line"),
      "TypeError: no trunk… (20 characters)",
    ],
    ["is the text of anything else", "down", "down"],
    ["says what it is that was thrown instead", { callingParty: caller }, "a thrown object"],
    [
      "of a dependency names the call",
      new DependencyError("read a row", true, new Error("x\ny")),
      "DependencyError: read a row failed: Error: x… (3 characters)",
    ],
    [
      "of a dependency that failed with no error still says so",
      new DependencyError("read a row", true, "gone"),
      "DependencyError: read a row failed: gone",
    ],
    [
      "of what a store answered is its code, status and size",
      restError,
      `RestError PARSE_ERROR 200 (${rows.length * 10_000} characters)`,
    ],
    [
      "of a dependency is the same",
      new DependencyError("read the audit trail", true, restError),
      `DependencyError: read the audit trail failed: RestError PARSE_ERROR 200 (${rows.length * 10_000} characters)`,
    ],
    [
      "of a connection says where to",
      systemError,
      "Error ECONNREFUSED connect 10.240.17.12 10002: connect ECONNREFUSED #:10002… (39 characters)",
    ],
    [
      "of what is no JSON quotes nothing of it",
      syntaxError(),
      expect.stringMatching(/^SyntaxError \(\d+ characters\)$/),
    ],
    [
      "goes up to where a message begins to quote",
      new Error(`no such row: ${rows}`),
      expect.stringMatching(/^Error: no such row: … \(\d+ characters\)$/),
    ],
    [
      "leaves numbers out that could be somebody's",
      new Error("refused 01632 960123 and 112"),
      "Error: refused # and 112… (28 characters)",
    ],
    [
      "of many errors is that of the first",
      new AggregateError(Array.from({ length: 9 }, (_, index) => new Error(`no ${index}`))),
      "Error: no 0; Error: no 1; Error: no 2; Error: no 3; Error: no 4; 4 more",
    ],
  ])("%s", (_, error, text) => {
    expect(describeError(error)).toEqual(text);
  });

  const quoted = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => JSON.stringify(text),
    (text) => `<pre>${text}</pre>`,
    (text) => `Error "SyntaxError: Unexpected token" occurred while parsing the response body - ${text}.`,
  );
  const spelt = fc.constantFrom(caller, "01632 960123", "sip:+441632960123@h", "(01632) 960-123", "٠١٦٣٢٩٦٠١٢٣");
  const made = fc.constantFrom<(message: string) => unknown>(
    (message) => new Error(message),
    (message) => new RestError(message, { statusCode: 500 }),
    (message) => Object.assign(new Error("refused"), { code: message, name: message, condition: message }),
    (message) => new AggregateError(Array.from({ length: 100 }, () => new Error(message))),
    (message) => message,
    (message) => ({ message }),
    (message) => z.strictObject({ a: z.int() }).safeParse({ [message]: message }).error,
  );

  it("names no caller and has an end, whatever the error says", () => {
    fc.assert(
      fc.property(made, quoted, spelt, fc.integer({ min: 1, max: 5_000 }), (make, quote, number, times) => {
        const error = make(quote(`${number} `.repeat(times)));
        for (const described of [describeError(error), describeError(new DependencyError("read", true, error))]) {
          expect(described.replace(/\(\d+ characters\)/g, "")).not.toMatch(/(?:\p{Nd}[\s().-]*){7}/u);
          expect(described.length).toBeLessThan(2_500);
        }
      }),
    );
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

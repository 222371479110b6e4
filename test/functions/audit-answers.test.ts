import { HttpRequest, InvocationContext } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { makeGate, whileStoreAnswers } from "../../functions/audit-answers.ts";
import { DependencyError } from "../../shared/dependency-error.ts";
import { recordingLog } from "../support/recording-log.ts";

const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/" });
const context = new InvocationContext();

describe("a reader of the trail", () => {
  it("answers 503 and when to come again while the store fails", async () => {
    const log = recordingLog();
    const handler = whileStoreAnswers(log, async () => {
      throw new DependencyError("read the audit trail", true, new Error("down"));
    });
    expect(await handler(request, context)).toMatchObject({
      status: 503,
      headers: { "content-type": "application/problem+json", "retry-after": "10" },
    });
    expect(log.lines).toHaveLength(1);
  });

  it("does not hide a mistake of the program", async () => {
    const handler = whileStoreAnswers(recordingLog(), async () => {
      throw new TypeError("a mistake");
    });
    await expect(handler(request, context)).rejects.toThrow("a mistake");
  });

  it("that reads a whole window does so alone, and the next may once it is done, well or badly", async () => {
    const gate = makeGate();
    let release = (_: Error | null) => {};
    const held = new Promise<Error | null>((resolve) => {
      release = resolve;
    });
    const slow = gate(async () => {
      const error = await held;
      if (error !== null) throw error;
      return {};
    });
    const quick = gate(async () => ({ status: 200 }));
    const running = slow(request, context);
    expect(await quick(request, context)).toMatchObject({ status: 503, headers: { "retry-after": "10" } });
    release(new Error("over"));
    await expect(running).rejects.toThrow("over");
    expect(await quick(request, context)).toEqual({ status: 200 });
  });
});

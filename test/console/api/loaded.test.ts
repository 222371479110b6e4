import { describe, expect, it } from "vitest";
import type { Answered } from "../../../console/api/client.ts";
import { makeSource } from "../../../console/api/loaded.ts";

const answered = (data: string): Answered<string> => ({ outcome: "answered", data, response: new Response() });
const failure = { status: 503, detail: "the store is down", errors: [] };
const failed: Answered<string> = { outcome: "failed", failure };

/** A request whose answers are given one by one, in any order. */
function held() {
  const waiting: ((answer: Answered<string>) => void)[] = [];
  const request = () => new Promise<Answered<string>>((resolve) => void waiting.push(resolve));
  return { request, give: (turn: number, answer: Answered<string>) => waiting[turn]?.(answer) };
}

describe("what a page knows of something", () => {
  it("is nothing until the first answer", async () => {
    const { request, give } = held();
    const { state, ask } = makeSource(request, () => 7);
    const asking = ask();
    expect(state.value).toEqual({ data: null, atMs: null, failure: null, failedAtMs: null, isAsking: true });
    give(0, answered("first"));
    await asking;
    expect(state.value).toEqual({ data: "first", atMs: 7, failure: null, failedAtMs: null, isAsking: false });
  });

  it("stays, with its time, when later requests fail, and tells since when they do, until there is an answer", async () => {
    const answers = [answered("first"), failed, failed, answered("second")];
    let nowMs = 7;
    const { state, ask } = makeSource(
      async () => answers.shift() ?? failed,
      () => nowMs,
    );
    await ask();
    for (nowMs = 8; nowMs < 10; nowMs++) {
      await ask();
      expect(state.value).toEqual({ data: "first", atMs: 7, failure, failedAtMs: 8, isAsking: false });
    }
    await ask();
    expect(state.value).toEqual({ data: "second", atMs: 10, failure: null, failedAtMs: null, isAsking: false });
  });

  it("is never an older answer that came late", async () => {
    const { request, give } = held();
    const { state, ask } = makeSource(request);
    const both = [ask(), ask()];
    give(1, answered("second"));
    give(0, answered("first"));
    await Promise.all(both);
    expect(state.value.data).toBe("second");
  });
});

import { describe, expect, it } from "vitest";
import { type CheckpointStorage, createMemoryCheckpoints } from "./checkpoint-storage.ts";
import { send, startReader, waitFor } from "./support/hub-reader.ts";

describe("checkpoints", () => {
  it("let the next host go on where the last one ended", async () => {
    const checkpoints = createMemoryCheckpoints();
    const seen: unknown[] = [];
    const collect = (messages: unknown) => seen.push(...(messages as unknown[]));
    await send("0", "a");
    const first = await startReader(collect, {}, { checkpoints });
    await waitFor(() => expect(seen).toEqual(["a"]));
    await first.stop();
    await send("0", "b");
    await startReader(collect, {}, { checkpoints });
    await waitFor(() => expect(seen).toEqual(["a", "b"]));
  });

  it("move past a batch that failed, as in production", async () => {
    const seen: unknown[] = [];
    await startReader((messages) => {
      seen.push(messages);
      if (seen.length === 1) throw new Error("cannot project");
    });
    await send("0", "a");
    await waitFor(() => expect(seen).toHaveLength(1));
    await send("0", "b");
    await waitFor(() => expect(seen).toEqual([["a"], ["b"]]));
  });

  it("wait for a retry policy to bring a failing batch through", async () => {
    const seen: unknown[] = [];
    const retries: unknown[] = [];
    await startReader(
      (messages, context) => {
        seen.push(messages);
        retries.push(context.retryContext?.retryCount);
        if (seen.length < 4) throw new Error("cannot project");
      },
      { retry: { strategy: "exponentialBackoff", maxRetryCount: -1, minimumInterval: 0, maximumInterval: 0 } },
    );
    await send("0", "a");
    await waitFor(() => expect(seen).toHaveLength(4));
    await send("0", "b");
    await waitFor(() => expect(seen).toEqual([["a"], ["a"], ["a"], ["a"], ["b"]]));
    expect(retries).toEqual([undefined, 1, 2, 3, undefined]);
  });

  it("do not move past a batch whose retries were ended by the stop", async () => {
    const checkpoints = createMemoryCheckpoints();
    const attempts: unknown[] = [];
    await send("0", "a");
    const first = await startReader(
      (messages) => {
        attempts.push(messages);
        throw new Error("cannot project");
      },
      { retry: { strategy: "fixedDelay", maxRetryCount: -1, delayInterval: { minutes: 5 } } },
      { checkpoints },
    );
    await waitFor(() => expect(attempts).toHaveLength(1));
    await first.stop();
    const seen: unknown[] = [];
    await startReader((messages) => seen.push(messages), {}, { checkpoints });
    await waitFor(() => expect(seen).toEqual([["a"]]));
  });

  it("that cannot be saved are a warning, and reading continues", async () => {
    const checkpoints: CheckpointStorage = { list: async () => [], save: () => Promise.reject(new Error("disk full")) };
    const seen: unknown[] = [];
    const host = await startReader((messages) => seen.push(messages), {}, { checkpoints });
    await send("0", "a");
    await waitFor(() => expect(seen).toHaveLength(1));
    await send("0", "b");
    await waitFor(() => expect(seen).toEqual([["a"], ["b"]]));
    expect(host.lines.map((line) => line.message).join()).toContain("disk full");
  });
});

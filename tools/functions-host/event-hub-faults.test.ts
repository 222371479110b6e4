import { describe, expect, it } from "vitest";
import { createMemoryCheckpoints } from "./checkpoint-storage.ts";
import { injectFault, send, startReader, waitFor } from "./support/hub-reader.ts";
import { signal } from "./support/signal.ts";

describe("stopping", () => {
  it("waits for the batch in flight and saves its checkpoint", async () => {
    const checkpoints = createMemoryCheckpoints();
    const entered = signal();
    const leave = signal();
    await send("0", "a");
    const host = await startReader(
      async () => {
        entered.resolve();
        await leave.promise;
      },
      {},
      { checkpoints },
    );
    await entered.promise;
    const stopped = host.stop();
    leave.resolve();
    await stopped;
    const seen: unknown[] = [];
    await send("0", "b");
    await startReader((messages) => seen.push(messages), {}, { checkpoints });
    await waitFor(() => expect(seen).toEqual([["b"]]));
  });
});

describe("while the hub is down", () => {
  it("the host starts, logs a warning, and reads when the hub is up", async () => {
    await send("0", "a");
    await injectFault({ kind: "down" });
    const seen: unknown[] = [];
    const host = await startReader((messages) => seen.push(messages));
    await waitFor(() =>
      expect(host.lines.map((line) => line.message).join()).toContain('The hub "calls" cannot be reached'),
    );
    await injectFault({ kind: "none" });
    await waitFor(() => expect(seen).toEqual([["a"]]));
  });

  it("reading continues afterwards, with nothing lost or doubled", async () => {
    const seen: unknown[] = [];
    await startReader((messages) => seen.push(messages));
    await send("0", "a");
    await waitFor(() => expect(seen).toEqual([["a"]]));
    await injectFault({ kind: "down" });
    await injectFault({ kind: "none" });
    await send("0", "b");
    await waitFor(() => expect(seen).toEqual([["a"], ["b"]]));
  });

  it("the host can be stopped", async () => {
    const seen: unknown[] = [];
    const host = await startReader((messages) => seen.push(messages));
    await send("0", "a");
    await waitFor(() => expect(seen).toHaveLength(1));
    await injectFault({ kind: "down" });
    await host.stop();
  });
});

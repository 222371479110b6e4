import { describe, expect, it } from "vitest";
import * as z from "zod";
import { send, startReader, waitFor } from "./support/hub-reader.ts";
import { signal } from "./support/signal.ts";

const partitionContext = z.object({ partitionId: z.string() });

describe("an Event Hub function", () => {
  it("is handed the events of every partition, from the first one on, in order", async () => {
    const seen = new Map<string, unknown[]>();
    await send("0", { n: 1 }, { n: 2 });
    await startReader((messages, context) => {
      const { partitionId } = partitionContext.parse(context.triggerMetadata?.partitionContext);
      seen.set(partitionId, [...(seen.get(partitionId) ?? []), ...(messages as unknown[])]);
    });
    await send("1", { n: 3 });
    await send("0", { n: 4 });
    await waitFor(() => expect([seen.get("0"), seen.get("1")]).toEqual([[{ n: 1 }, { n: 2 }, { n: 4 }], [{ n: 3 }]]));
  });

  it.each([
    ["in two halves, as the newest production hands them over", {}, { low: 0, high: 0, unsigned: false }],
    ["as numbers when asked to", { sequenceNumbers: "number" } as const, 0],
  ])("is handed sequence numbers %s", async (_, setup, expected) => {
    const seen: unknown[] = [];
    await send("0", "a");
    await startReader((_messages, context) => seen.push(context.triggerMetadata?.sequenceNumberArray), {}, setup);
    await waitFor(() => expect(seen).toEqual([[expected]]));
  });

  it("is handed no more than the largest batch that host.json allows", async () => {
    const sizes: number[] = [];
    await send("0", 1, 2, 3, 4, 5);
    await startReader(
      (messages) => sizes.push((messages as unknown[]).length),
      {},
      { eventHubs: { maxEventBatchSize: 2 } },
    );
    await waitFor(() => expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5));
    expect(Math.max(...sizes)).toBe(2);
  });

  it("has one batch of a partition in flight, and does not hold up another partition", async () => {
    const blocked = signal();
    const seen: unknown[] = [];
    await startReader(async (messages) => {
      seen.push(messages);
      if ((messages as unknown[]).includes("first")) await blocked.promise;
    });
    await send("0", "first");
    await waitFor(() => expect(seen).toEqual([["first"]]));
    await send("0", "second");
    await send("1", "other");
    await waitFor(() => expect(seen).toEqual([["first"], ["other"]]));
    blocked.resolve();
    await waitFor(() => expect(seen).toEqual([["first"], ["other"], ["second"]]));
  });
});

describe("a connection", () => {
  it("without its setting keeps the host from starting", async () => {
    const starting = startReader(() => {}, { connection: "OTHER" });
    await expect(starting).rejects.toThrow('No setting "OTHER" or "OTHER__fullyQualifiedNamespace"');
  });

  it("by identity is tried with Entra ID, and a namespace that is not there is a warning", async () => {
    const host = await startReader(
      () => {},
      { connection: "NAMESPACE" },
      { settings: { NAMESPACE__fullyQualifiedNamespace: "127.0.0.1" } },
    );
    await waitFor(() =>
      expect(host.lines.map((line) => line.message).join()).toContain('The hub "calls" cannot be reached'),
    );
  });
});

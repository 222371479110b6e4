import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../../shared/audit/audit-event.ts";
import { makeChainKeys } from "../../../shared/audit/chain-keys.ts";
import type { DecidedData } from "../../../shared/audit/decided-event.ts";
import { eventHash, makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { exampleEvent } from "../../support/trail/audit-events.ts";

type Decided = ChainedEvent<DecidedData>;

const json = fc.jsonValue({ stringUnit: "binary", maxDepth: 3 });

/** Whether an event is what its hash was taken over. It may come from anywhere, so it is any value. */
function isUnaltered({ data: { chain, ...data }, ...event }: Decided): boolean {
  const { hash, ...place } = chain;
  return eventHash({ ...event, data: { ...data, chain: place } }) === hash;
}

const chainOf = (requests: readonly unknown[]): readonly Decided[] => {
  const chain = makeHashChain("chain-1");
  return requests.map((request) => chain.append(exampleEvent(request)));
};

const links = (events: readonly Decided[]) => events.map(({ data }) => data.chain);

describe("a hash chain", () => {
  it("counts its events from 1 and names itself in each", () => {
    expect(links(chainOf([1, 2, 3])).map(({ id, sequence }) => [id, sequence])).toEqual([
      ["chain-1", 1],
      ["chain-1", 2],
      ["chain-1", 3],
    ]);
  });

  it("gives each event the hash of the one before, and null to the first", () => {
    const chain = links(chainOf([1, 2, 3]));
    expect(chain.map(({ previousHash }) => previousHash)).toEqual([null, chain[0]?.hash, chain[1]?.hash]);
  });

  it("leaves the event as it was but for the link", () => {
    const event = exampleEvent({ calledParty: "+44999" });
    const { data, ...rest } = makeHashChain("chain-1").append(event);
    const { chain, ...unchained } = data;
    expect({ ...rest, data: unchained }).toEqual(event);
    expect(chain.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("carries a MAC over each hash where there is a key, and the same hashes as without", () => {
    const { sign, judge } = makeChainKeys({
      current: "a key of the audit trail, from the vault",
      previous: [],
      keyedSince: { at: "2026-11-22T12:00:00.000Z", isSaid: true },
    });
    const [keyed, plain] = [makeHashChain("chain-1", sign), makeHashChain("chain-1")];
    for (const event of [exampleEvent(1), exampleEvent(2)]) {
      const { mac, ...link } = keyed.append(event).data.chain;
      expect(link).toEqual(plain.append(event).data.chain);
      const value = createHmac("sha256", "a key of the audit trail, from the vault").update(link.hash).digest("hex");
      expect(mac).toEqual({ keyId: expect.stringMatching(/^[0-9a-f]{16}$/), value });
      expect(judge({ time: event.time, data: { chain: { ...link, mac } } })).toBe("genuine");
    }
  });

  it("keeps apart what two chains say of the same event", () => {
    const event = exampleEvent();
    const hashes = ["chain-1", "chain-2"].map((id) => makeHashChain(id).append(event).data.chain.hash);
    expect(new Set(hashes).size).toBe(2);
  });

  it("proves every event after a journey as JSON", () => {
    fc.assert(
      fc.property(json, (request) =>
        chainOf([request]).every((event) => isUnaltered(JSON.parse(JSON.stringify(event)))),
      ),
    );
  });

  it("does not depend on the order of members after the journey", () => {
    const [event] = chainOf([{ calledParty: "+44999", tenant: "contoso" }]);
    if (event === undefined) throw new Error("no event");
    const { data, ...rest } = event;
    expect(isUnaltered({ data, ...rest })).toBe(true);
  });

  it.each<[string, (event: Decided) => Decided]>([
    ["another time", (event) => ({ ...event, time: "2026-11-22T12:00:00.001Z" })],
    ["another subject", (event) => ({ ...event, subject: "call-2" })],
    ["another request", (event) => ({ ...event, data: { ...event.data, request: { calledParty: "+44998" } } })],
    [
      "another decision",
      (event) => ({ ...event, data: { ...event.data, decision: { ...event.data.decision, class: "ordinary" } } }),
    ],
    ["another place", (event) => ({ ...event, data: { ...event.data, chain: { ...event.data.chain, sequence: 7 } } })],
    [
      "another predecessor",
      (event) => ({ ...event, data: { ...event.data, chain: { ...event.data.chain, previousHash: "sha256:0" } } }),
    ],
  ])("shows an event that was given %s", (_, alter) => {
    const [event] = chainOf([{ calledParty: "+44999" }]);
    if (event === undefined) throw new Error("no event");
    expect(isUnaltered(event)).toBe(true);
    expect(isUnaltered(alter(event))).toBe(false);
  });

  it("shows an event that was taken out", () => {
    const chain = links(chainOf([1, 2, 3]));
    const left = chain.filter(({ sequence }) => sequence !== 2);
    expect(left[1]?.previousHash).not.toBe(left[0]?.hash);
  });
});

import { expect, it } from "vitest";
import { makeApi } from "../../../cli/api/api-client.ts";
import { verifyAnchored } from "../../../cli/evidence/verify-anchored.ts";

const [from, to] = ["2026-11-22T00:00:00.000Z", "2026-11-22T12:00:00.000Z"];
const chain = { chainId: "a", firstSequence: 1, previousHash: null, intact: true };
const event = (id: string, sequence: number, hash: string) => ({ data: { chain: { id, sequence, hash } } });

/** Verifies a window of which event 5 of chain a was anchored, at a router that has two pages of events in it. */
async function verifyGrown(hashOfFive: string) {
  const asked: string[] = [];
  const pages = [
    { events: [event("b", 5, "sha256:b"), event("a", 4, "sha256:four")], continuationToken: "next" },
    { events: [event("a", 5, hashOfFive)], continuationToken: null },
  ];
  const answer = (url: URL) => {
    if (url.pathname.endsWith("/audit/events")) return pages[url.searchParams.has("continuationToken") ? 1 : 0];
    const chains = [{ ...chain, lastSequence: 7, lastHash: "sha256:seven" }];
    return { from, to, verifiedTo: to, complete: true, intact: true, events: 7, chains };
  };
  const api = makeApi({
    server: "https://router.operator.example",
    signIn: async () => null,
    deadlineMs: 1_000,
    fetch: async (request) => {
      const url = new URL(request instanceof Request ? request.url : request);
      asked.push(url.pathname);
      return new Response(JSON.stringify(answer(url)), { headers: { "content-type": "application/json" } });
    },
  });
  const chains = [{ chainId: "a", firstSequence: 1, previousHash: null, lastSequence: 5, lastHash: "sha256:five" }];
  const verified = await verifyAnchored(api, {
    anchor: { format: "ecr-anchor-1", server: api.server, windows: [{ from, to, anchoredAt: to, chains }] },
    from: null,
    to,
    recheckDays: 7,
    nowMs: Date.parse("2026-11-23T00:00:00.000Z"),
    terminal: { out: () => {}, err: () => {}, progress: () => {} },
  });
  return { ...verified, asked };
}

it("finds a chain that was rewritten and has grown since", async () => {
  expect(await verifyGrown("sha256:other")).toMatchObject({
    intact: false,
    findings: [{ finding: "rewritten", chainId: "a" }],
  });
});

it("takes a chain that has grown alone as intact, and anchors its new end", async () => {
  const { intact, findings, anchor, asked } = await verifyGrown("sha256:five");
  expect({ intact, findings }).toEqual({ intact: true, findings: [] });
  expect(anchor.windows[0]?.chains).toMatchObject([{ lastSequence: 7, lastHash: "sha256:seven" }]);
  expect(asked.filter((path) => path.endsWith("/audit/events"))).toHaveLength(2);
});

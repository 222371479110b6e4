import { describe, expect, it } from "vitest";
import { judgeAnswer, mixedRequests } from "../../../bench/load-test/mixed-traffic.ts";
import { makeRandom } from "../../../bench/traffic/random.ts";

const texts = async (count: number, first?: number): Promise<readonly string[]> =>
  (await mixedRequests(count, makeRandom(5), first)).map((request) => request.toString());

describe("mixed traffic", () => {
  it("has ordinary calls above all, and among a hundred requests an emergency and a report", async () => {
    const counts = new Map<string, number>();
    for (const request of await texts(10_000)) {
      const [kind = ""] = /load-[a-z]+/.exec(request) ?? [];
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect(counts.get("load-ordinary")).toBeGreaterThan(9_000);
    for (const kind of ["load-emergency", "load-outcome"]) {
      expect(counts.get(kind)).toBeGreaterThan(50);
      expect(counts.get(kind)).toBeLessThan(200);
    }
    expect([...counts.keys()].sort()).toEqual(
      ["emergency", "odd", "ordinary", "outcome", "test"].map((kind) => `load-${kind}`),
    );
  });

  it("sends no request twice, not even in another stretch", async () => {
    const requests = [...(await texts(3_000)), ...(await texts(3_000, 3_000))];
    expect(new Set(requests).size).toBe(6_000);
  });

  it("says in the Call-ID which class a call has to get", async () => {
    const named = (await texts(10_000)).flatMap(
      (request) => /load-(?!odd|outcome)([a-z]+-[a-z-]+)-\d/.exec(request)?.[1] ?? [],
    );
    expect(new Set(named)).toEqual(new Set(["ordinary-ordinary", "emergency-emergency", "test-test"]));
  });
});

const decision = (callId: string, found: string, status: string): string =>
  `HTTP/1.1 200 OK\r\n\r\n{"decisionId":"1","callId":"${callId}","class":"${found}","audit":{"eventId":"1","status":"${status}"}}`;
const outcome = (status: string): string =>
  `HTTP/1.1 202 Accepted\r\n\r\n{"eventId":"outcome-1","audit":{"status":"${status}"}}`;

describe("an answer", () => {
  it.each([
    ["ordinary", decision("load-ordinary-ordinary-1", "ordinary", "not-required")],
    ["odd", decision("load-odd-emergency-1", "emergency", "published")],
    ["test", decision("load-test-test-1", "test", "published")],
    ["outcome", outcome("published")],
  ])("to a request of the kind %s is right: %s", (kind, response) => {
    expect(judgeAnswer(response)).toEqual({ kind, fault: null });
  });

  it.each([
    ["ordinary instead of emergency", "emergency", decision("load-emergency-emergency-1", "ordinary", "not-required")],
    ["queued", "emergency", decision("load-emergency-emergency-1", "emergency", "queued")],
    ["published", "ordinary", decision("load-ordinary-ordinary-1", "ordinary", "published")],
    ["not published", "outcome", outcome("logged")],
    ["HTTP/1.1 503 Service Unavailable", "unknown", "HTTP/1.1 503 Service Unavailable\r\n\r\n{}"],
    ["HTTP/1.1 200 OK", "unknown", "HTTP/1.1 200 OK\r\n\r\n{}"],
  ])("has the fault %s", (fault, kind, response) => {
    expect(judgeAnswer(response)).toEqual({ kind, fault });
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { onTestFinished } from "vitest";
import { makeSignedBodyReader } from "../../../functions/edge/signed-body.ts";
import { makeRouteCall } from "../../../functions/route-call.ts";
import type { AuditEvent } from "../../../shared/audit/audit-event.ts";
import { makeProbeCheck } from "../../../shared/identity/probe-marker.ts";
import { makeSeenSignatures } from "../../../shared/identity/seen-signatures.ts";
import { makeSignatureCheck } from "../../../shared/identity/webhook-signature.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";

/** How a region behaves; a test changes it while it runs. */
export type RegionState = {
  snapshot: Snapshot;
  version: number;
  probeSecret: string;
  webhookSecret: string;
  /** How long an answer takes, by the clock of those who ask. */
  tookMs: number;
};

export type Region = {
  readonly url: string;
  readonly state: RegionState;
  /** What was recorded as a call. */
  readonly recorded: readonly AuditEvent[];
  /** How many requests came. */
  readonly asked: () => number;
  /** Ends it, so that nothing listens there. */
  readonly stop: () => Promise<void>;
};

/** The clocks of a test: which instant it is, and what makes time pass for those who ask. */
export type RegionClocks = { readonly now: () => number; readonly pass: (ms: number) => void };

/** A region's front door: the genuine webhook on HTTP, by clocks of the test. It ends with the test. */
export async function startRegion(state: RegionState, { now, pass }: RegionClocks): Promise<Region> {
  const recorded: AuditEvent[] = [];
  let [asked, decisions] = [0, 0];
  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    const { probeSecret, webhookSecret, snapshot, version } = state;
    const check = makeSignatureCheck({
      secrets: new Map([["webhook-signature", webhookSecret]]),
      versions: new Set(["v1"]),
      seen: makeSeenSignatures(now),
      now,
    });
    const handler = makeRouteCall({
      readSignedBody: makeSignedBodyReader({ check, onRefused: () => {} }),
      isProbe: makeProbeCheck({ secrets: [probeSecret], now }),
      snapshots: {
        current: () => ({ snapshot, config: { version, hash: `sha256:${version}`, source: "live", ageMs: 0 } }),
      },
      audit: {
        record: async (event) => {
          recorded.push(event);
          return "published";
        },
        close: async () => {},
      },
      recordsLocations: false,
      now,
      newId: () => `decision-${++decisions}`,
      instance: "region-1",
      metrics: { decided: () => {}, callFailed: () => {} },
      suspectedCalls: { add: () => {} },
    });
    pass(state.tookMs);
    return new HttpResponse(await handler(request, new InvocationContext()));
  };
  const server = createServer(async (request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const url = `http://127.0.0.1${request.url}`;
    const body = { bytes: Buffer.concat(chunks) };
    const answer = await handle(new HttpRequest({ method: "POST", url, headers, body }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  let stopping: Promise<void> | undefined;
  const stop = () => {
    server.closeAllConnections();
    stopping ??= new Promise((resolve) => server.close(() => resolve()));
    return stopping;
  };
  onTestFinished(stop);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    recorded,
    asked: () => asked,
    stop,
  };
}

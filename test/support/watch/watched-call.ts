import { randomUUID } from "node:crypto";
import type { WatchedCall } from "../../../shared/watch/figures/watched-call.ts";

/** An answered emergency call with ids of its own. */
export const watchedCall = (facts: Partial<WatchedCall> = {}): WatchedCall => ({
  id: randomUUID(),
  callId: randomUUID(),
  atMs: Date.parse("2026-11-22T12:00:30.000Z"),
  class: "emergency",
  territory: "GB",
  ingress: "zoom",
  flags: ["stale-config"],
  firstRoute: "emergency-a",
  outcome: {
    eventId: `outcome-${randomUUID().replaceAll("-", "")}`,
    atMs: Date.parse("2026-11-22T12:00:40.000Z"),
    result: "answered",
    route: "emergency-a",
    delayMs: 900,
    tries: [{ route: "emergency-a", result: "answered" }],
  },
  events: 2,
  seenMs: Date.parse("2026-11-22T12:00:45.000Z"),
  status: "answered",
  ...facts,
});

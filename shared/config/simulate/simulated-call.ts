import { pace } from "../../pace.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import type { Decision } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { CompiledDocument } from "../compiled-document.ts";

/** Where a simulated call comes from: the catalogue's or the configured numbers, the audit trail, or the request. */
export type CallSource = "catalogue" | "configured" | "trail" | "request";

/** A call to be decided twice. `atMs`: as if it came at that instant, in milliseconds since 1970; null for now. */
export type SimulatedCall = { readonly source: CallSource; readonly read: ReadCall; readonly atMs: number | null };

/** The decisions of two configurations about one call, and the names of the fields in which they differ. */
export type DecidedTwice = { readonly before: Decision; readonly after: Decision; readonly fields: readonly string[] };

/** Is called for each call that is decided differently. */
export type OnDiffering = (call: SimulatedCall, decided: DecidedTwice) => void;

/** The active configuration and the one that may replace it. */
export type TwoConfigurations = { readonly before: CompiledDocument; readonly after: CompiledDocument };

/** Calls `visit` for each call. Paced. */
export async function visitEach(calls: Iterable<SimulatedCall>, visit: (call: SimulatedCall) => void): Promise<void> {
  for (const call of calls) {
    visit(call);
    if (pace.isDue()) await pace.rest();
  }
}

/** What one configuration or the other has, each once. */
export const inEither = (
  { before, after }: TwoConfigurations,
  read: (snapshot: Snapshot) => readonly string[],
): readonly string[] => [...new Set([...read(before.snapshot), ...read(after.snapshot)])];

type MadeCall = {
  readonly calledParty: string;
  readonly ingress: string | null;
  readonly tenant: string | null;
  readonly territory: string | null;
};

/** A call about which nothing else is known. Its fields are named one by one, as that is much faster than to spread them. */
export const madeCall = ({ calledParty, ingress, tenant, territory }: MadeCall): ReadCall => ({
  call: {
    calledParty,
    callId: "simulation",
    ingress,
    tenant,
    callingParty: null,
    territory,
    locationKey: null,
    receivedAt: null,
    attributes: null,
    location: null,
  },
  flags: [],
});

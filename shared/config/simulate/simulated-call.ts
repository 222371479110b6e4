import type { ReadCall } from "../../recognition/call-setup.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { CompiledDocument } from "../compile/compiled-document.ts";

/** Where a simulated call comes from: made of the catalogue's or the configured numbers, seen in the trail, or given with the request. */
export type CallSource = "catalogue" | "configured" | "trail" | "request";

/** A call to be decided twice. `atMs`: as if it came at that instant, in milliseconds since 1970; null for now. */
export type SimulatedCall = { readonly source: CallSource; readonly read: ReadCall; readonly atMs: number | null };

/** Calls, made one by one; undefined where there is none after some work, so that real ones can go between. */
export type SimulatedCalls = Generator<SimulatedCall | undefined, void, undefined>;

/** The configuration that is in force and the one that may take its place. */
export type TwoConfigurations = { readonly before: CompiledDocument; readonly after: CompiledDocument };

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

/** A call about which nothing else is known. */
export const madeCall = (call: MadeCall): ReadCall => ({
  call: { ...call, callId: "simulation", callingParty: null, locationKey: null, receivedAt: null, attributes: null },
  flags: [],
});

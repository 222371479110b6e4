import type { Flag } from "./flags.ts";

/**
 * A call as the signalling layer described it (contract section 1), without the fields that could not be read. A missing
 * field is null. `calledParty` and `callingParty` are exactly as received.
 */
export type CallSetup = {
  readonly calledParty: string;
  readonly callId: string;
  readonly ingress: string | null;
  readonly tenant: string | null;
  readonly callingParty: string | null;
  readonly territory: string | null;
  readonly locationKey: string | null;
  readonly receivedAt: string | null;
  readonly attributes: Readonly<Record<string, string>> | null;
  /** Where the caller is (contract section 9), unread: `readLocation` takes whatever stands in it. */
  readonly location: Readonly<Record<string, unknown>> | null;
};

/** A call and the flags of what was odd about its request. */
export type ReadCall = { readonly call: CallSetup; readonly flags: readonly Flag[] };

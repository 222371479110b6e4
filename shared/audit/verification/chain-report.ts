/** What verification found out about one chain in a window. Sequences are listed up to a thousand of each kind. */
export type ChainReport = {
  readonly chainId: string;
  readonly events: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** What the first event says of the one before it, and the hash of the last: they join this window to its neighbours. */
  readonly previousHash: string | null;
  readonly lastHash: string | null;
  /**
   * `closed`: its closing event is in the window. `open`: the last event is recent, seen from the window's end. `unclosed`:
   * neither; the instance was killed, is idle, or went on after the window.
   */
  readonly state: "closed" | "open" | "unclosed";
  /** Missing sequences, first and last of each gap. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** Missing sequences that a purge event tells of, and that fit between the events around them. No fault. */
  readonly purged: readonly { readonly from: number; readonly to: number }[];
  /** Missing sequences whose events stand in hours around the window: the instance's clock was set. No fault. */
  readonly elsewhere: readonly { readonly from: number; readonly to: number }[];
  /** The event does not follow on the one before it: one of the two is not what was written. */
  readonly brokenLinks: readonly number[];
  /** The event is not what its hash was taken over, or cannot be read. */
  readonly edited: readonly number[];
  /** The row's keys or columns are not those of the event in it. */
  readonly misplaced: readonly number[];
  /** Two different events claim the sequence. */
  readonly duplicates: readonly number[];
  /** The event comes after the one that closed the chain. */
  readonly afterClose: readonly number[];
  /** The event's MAC is by a key that is none of those given: nobody can vouch for it here. */
  readonly unknownKey: readonly number[];
  /** The event was not recorded by whoever has the key. It is no part of the chain, and what the chain holds is judged without it. */
  readonly forged: readonly number[];
  /** True when any of these lists was cut short. */
  readonly more: boolean;
  /** Whether a key vouches for every event that is not forged. */
  readonly keyed: boolean;
  /** Whether nothing is wrong with what was recorded; false for a chain of which all that is there is forged. */
  readonly intact: boolean;
};

export type ForgedEvent = {
  readonly chainId: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly partitionKey: string;
  readonly rowKey: string;
};

/**
 * What was found in a window. `verifiedTo`: how far it was verified, to now where its end is still to come. `complete`: whether all that the
 * trail has of it was read.
 */
export type VerificationReport = {
  readonly from: string;
  readonly to: string;
  readonly verifiedTo: string;
  readonly complete: boolean;
  /** Whether a key vouches for every event that is not forged: then nobody else can have made what is intact. */
  readonly keyed: boolean;
  readonly intact: boolean;
  readonly events: number;
  readonly chains: readonly ChainReport[];
  /** Events that were not recorded by whoever has the key, up to a thousand, with the rows they stand in. */
  readonly forged: readonly ForgedEvent[];
  /** Rows that hold no event and do not say of which chain they were. */
  readonly unreadable: readonly { readonly partitionKey: string; readonly rowKey: string }[];
};

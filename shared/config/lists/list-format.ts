import type { Checked } from "../../checked.ts";
import type { EmergencyList } from "./emergency-list.ts";
import type { GivenList } from "./given-list.ts";

/** How a system wants its list, and how it gives it. */
export type ListFormat = {
  readonly contentType: string;
  readonly extension: string;
  /** Whether the list has services by name too. */
  readonly withUrns: boolean;
  /** What has such a list, and what that does with a call whose string is missing, or is on the list. */
  readonly holder: Holder;
  /** The list in pieces of text. The same for the same list. */
  readonly write: (list: EmergencyList) => Iterable<string>;
  /** Reads the system's own list, in UTF-8. Faults for a body that is no such list. Paced. */
  readonly read: (bytes: Uint8Array) => Promise<Checked<GivenList>>;
};

export type Holder = { readonly missing: string; readonly listed: string };

export const gateway: Holder = {
  missing: "the gateway treats it as an ordinary call",
  listed: "the gateway treats it as an emergency call",
};

/** With the list as its last resort. */
export const sbc: Holder = {
  missing: "when this app does not answer, the SBC routes it as an ordinary call",
  listed: "when this app does not answer, the SBC routes it as an emergency call",
};

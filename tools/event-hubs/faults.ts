export const refusals = ["rejected", "released", "modified", "link", "session", "connection"] as const;
export type Refusal = (typeof refusals)[number];

/** Faults that can be injected into sends. */
export type Fault =
  | { readonly kind: "none" }
  /** The connection is destroyed when a send arrives; its events are not stored. */
  | { readonly kind: "cut" }
  /** Sends are rejected with `com.microsoft:server-busy`. */
  | { readonly kind: "busy" }
  /** Sends are not stored: the delivery gets this outcome, or the link, session or connection is closed, with an AMQP condition. */
  | { readonly kind: "refused"; readonly by: Refusal; readonly condition: string }
  /** Sends are read, but never settled and not stored. */
  | { readonly kind: "silent" }
  /** Sends are stored, then the connection is destroyed before the answer. */
  | { readonly kind: "lost-answer" }
  /** Connections are refused: the listener is closed and all connections are destroyed. */
  | { readonly kind: "down" };

export type Faults = {
  /** Replaces the fault. With `times` it ends after that many sends. */
  set(fault: Fault, times?: number): void;
  /** The fault for the send that has just arrived. */
  next(): Fault;
};

export function createFaults(): Faults {
  let current: Fault = { kind: "none" };
  let sendsLeft = Number.POSITIVE_INFINITY;
  return {
    set(fault, times = Number.POSITIVE_INFINITY) {
      current = fault;
      sendsLeft = times;
    },
    next() {
      if (sendsLeft <= 0) return { kind: "none" };
      sendsLeft -= 1;
      return current;
    },
  };
}

/** What a legal hold holds: what matches everything that is not null. Instants are as `Date.toISOString` writes them. */
export type LegalHold = {
  readonly name: string;
  readonly tenant: string | null;
  readonly callId: string | null;
  readonly from: string | null;
  /** Exclusive. */
  readonly to: string | null;
};

/** What of an event holds go by. */
export type HeldBy = {
  /** The event's time, as `Date.toISOString` writes it. */
  readonly at: string;
  /** Null for an event that is about no call. */
  readonly callId: string | null;
  /** The customers of the call: of an outcome those of its decisions. Null where they cannot be told: it may be anybody. */
  readonly tenants: readonly string[] | null;
};

/** The holds that keep an event. */
export const holdsOver = ({ at, callId, tenants }: HeldBy, holds: readonly LegalHold[]): readonly LegalHold[] =>
  holds.filter(
    (hold) =>
      (hold.tenant === null || tenants === null || tenants.includes(hold.tenant)) &&
      (hold.callId === null || hold.callId === callId) &&
      (hold.from === null || at >= hold.from) &&
      (hold.to === null || at < hold.to),
  );

/** The holds that may be about anything of a day such as "2026-11-22": what a dead letter was about cannot be told. */
export const holdsOverDay = (day: string, holds: readonly LegalHold[]): readonly LegalHold[] =>
  holds.filter(
    ({ from, to }) =>
      (from === null || from.slice(0, day.length) <= day) && (to === null || to > `${day}T00:00:00.000Z`),
  );

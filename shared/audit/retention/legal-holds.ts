/** A legal hold keeps what matches all its members that are not null. Instants are as `Date.toISOString` writes them. */
export type LegalHold = {
  readonly name: string;
  readonly tenant: string | null;
  readonly callId: string | null;
  readonly from: string | null;
  /** Exclusive. */
  readonly to: string | null;
};

/** What holds are compared with. */
export type HeldBy = {
  /** The event's time, as `Date.toISOString` writes it. */
  readonly at: string;
  /** Null for an event that is about no call. */
  readonly callId: string | null;
  /** The customers of the call; for an outcome those of the call's decisions. Null when unknown: any tenant's hold then applies. */
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

/** The holds that may concern a day such as "2026-11-22": nobody knows what a dead letter was about. */
export const holdsOverDay = (day: string, holds: readonly LegalHold[]): readonly LegalHold[] =>
  holds.filter(
    ({ from, to }) =>
      (from === null || from.slice(0, day.length) <= day) && (to === null || to > `${day}T00:00:00.000Z`),
  );

/** Which version is active. `etag` is the pointer row's own: only its holder can move the pointer. */
export type Pointer = ActiveVersion & { readonly etag: string };

/** `trial`: of a provisional version, when it goes back by itself, and to which one. */
export type ActiveVersion = {
  readonly version: number;
  readonly hash: string;
  readonly activatedAt: string;
  readonly trial?: Trial | null;
};

/** `revertAt` is an ISO 8601 instant. */
export type Trial = { readonly revertAt: string; readonly revertTo: number };

/** Whether the active version is provisional and its time is up. `nowMs`: milliseconds since 1970. */
export const isTrialOver = ({ trial }: Pick<ActiveVersion, "trial">, nowMs: number): boolean =>
  trial != null && nowMs >= Date.parse(trial.revertAt);

/** What became of emergency calls, by the time of their decision. What is decided and in none of the others is pending. */
export type Counts = {
  readonly decided: number;
  readonly answered: number;
  readonly failed: number;
  readonly abandoned: number;
  readonly missing: number;
};

/** How often a route was tried; tries that the caller ended count as neither answered nor failed. */
export type RouteCounts = { readonly tried: number; readonly answered: number; readonly failed: number };

/** The figures of a stretch of time. Those of several stretches can be added up. */
export type Figures = {
  readonly total: Counts;
  readonly territories: ReadonlyMap<string, Counts>;
  readonly ingresses: ReadonlyMap<string, Counts>;
  readonly routes: ReadonlyMap<string, RouteCounts>;
  /** Of all recorded decisions, also of those that were no emergencies. */
  readonly flags: ReadonlyMap<string, number>;
  /** How many answers took so long, by `bucketOf`. */
  readonly delays: ReadonlyMap<string, number>;
  /** How many decisions still wait for their outcome. */
  readonly pending: number;
};

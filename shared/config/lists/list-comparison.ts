/** A part of another system's list that matches no call, where it stands, and why. */
export type Malformed = { readonly at: string; readonly text: string; readonly why: string };

/** A string in which two lists differ. `territory`: null where several have it, or none does. */
export type ListDifference = {
  readonly dialString: string;
  readonly territory: string | null;
  readonly shortCode: string | null;
  /** What becomes of a call with it. */
  readonly whatHappens: string;
};

/** Another system's list, judged by a version. `listVersion`: the version that the list itself names; null if it names none. */
export type ListComparison = {
  readonly version: number;
  readonly listVersion: number | null;
  readonly inStep: boolean;
  /** What the version has and the list has not. */
  readonly missing: readonly ListDifference[];
  /** What the list has and the version has not. */
  readonly extra: readonly ListDifference[];
  /** What both have, but the list sends to other Request-URIs. */
  readonly differing: readonly ListDifference[];
  readonly malformed: readonly Malformed[];
};

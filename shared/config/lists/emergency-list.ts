import type { CallClass } from "../../recognition/classes.ts";
import type { DecidedRoute } from "../../routing/decision.ts";

/** What the gateway or SBC must know: emergency and test numbers. It routes every other call as usual. */
export type ListedClass = Extract<CallClass, "emergency" | "test">;

/** One whole string that a caller's platform can send, and what this version decides about it. */
export type ListEntry = {
  /** A dial string, or a service URN. */
  readonly dialString: string;
  readonly class: ListedClass;
  /** Null for a service URN that no number serves. */
  readonly shortCode: string | null;
  /** The territories that have it as such a number, sorted. Empty for a service URN. */
  readonly territories: readonly string[];
  /** The two best, in order. */
  readonly routes: readonly DecidedRoute[];
};

/** The emergency numbers of one version, as another system must know them. The same for the same version. */
export type EmergencyList = ListOrigin & {
  /** In the order of their dial strings. */
  readonly entries: readonly ListEntry[];
};

/** Which version a list is made from. */
export type ListOrigin = {
  readonly version: number;
  readonly hash: string;
  /** When the version was made. */
  readonly createdAt: string;
};

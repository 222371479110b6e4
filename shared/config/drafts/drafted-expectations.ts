import type { Expectation } from "../expectation.ts";

/** An operation that puts an expectation, to be judged now. */
export type DraftedExpectation = {
  readonly op: "put";
  readonly kind: "expectation";
  readonly item: Omit<Expectation, "at">;
};

/** A change set as a request has it, and what is there already, such as `expectation GB.999.zoom`. */
export type ExpectationsDraft = {
  readonly changeSet: {
    readonly baseVersion: number;
    readonly reason: string;
    readonly operations: readonly DraftedExpectation[];
  };
  readonly skipped: readonly string[];
};

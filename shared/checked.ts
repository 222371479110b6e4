import type { InputFault } from "./input-fault.ts";

/** A value that is valid, or everything that is wrong with what was given. */
export type Checked<Value, Fault = InputFault> =
  | { readonly outcome: "valid"; readonly value: Value }
  | { readonly outcome: "faulty"; readonly faults: readonly Fault[] };

export const valid = <Value>(value: Value): Checked<Value, never> => ({ outcome: "valid", value });

/** The faults of what is faulty; none of what is valid. */
export const faultsOf = <Fault>(checked: Checked<unknown, Fault>): readonly Fault[] =>
  checked.outcome === "faulty" ? checked.faults : [];

export const faulty = <Fault>(faults: readonly Fault[]): Checked<never, Fault> => ({ outcome: "faulty", faults });

import { undated } from "../../location/undated.ts";
import type { Expectation } from "../expectation.ts";

/**
 * The call of an expectation as the signalling layer would describe it. An expectation without an instant holds for a call of now, so
 * that its location is one of now: by the instant that stands in it, it would grow old, and break the expectation by itself.
 */
export function expectedCall({ call, at }: Pick<Expectation, "call" | "at">): Readonly<Record<string, unknown>> {
  const { location } = call;
  return location === undefined || at !== null ? call : { ...call, location: undated(location) };
}

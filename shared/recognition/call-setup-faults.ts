import * as z from "zod";
import type { InputFault } from "../input-fault.ts";
import { parseInput } from "../parse-input.ts";

const leastEvent = z.looseObject({ calledParty: z.string() });

/** Why a value is no call-setup event, in words for its sender; paths lie below `at`. Nothing for an event. */
export function callSetupFaults(value: unknown, at: readonly PropertyKey[] = []): readonly InputFault[] {
  const parsed = parseInput(leastEvent, value, at);
  return parsed.outcome === "valid" ? [] : parsed.faults;
}

import * as z from "zod";
import type { InputFault } from "../input-fault.ts";
import { readBy } from "../schema-faults.ts";

const leastEvent = z.looseObject({ calledParty: z.string() });

/** Why a value is no call-setup event, in words for its sender; paths lie below `at`. Nothing for an event. */
export function callSetupFaults(value: unknown, at: readonly PropertyKey[] = []): readonly InputFault[] {
  const read = readBy(leastEvent, value, at);
  return read.outcome === "read" ? [] : read.errors;
}

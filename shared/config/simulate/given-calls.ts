import * as z from "zod";
import { mapInSlices } from "../../in-slices.ts";
import type { InputFault } from "../../input-fault.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { callSetupFaults, readCallSetup } from "../../recognition/read-call-setup.ts";

const callsAtMost = 1_000;

/** The call-setup events that come with a change or a simulation. */
export const givenCallsSchema = z
  .array(z.unknown())
  .max(callsAtMost, `must be at most ${callsAtMost} calls`)
  .default([]);

/** Reads them as real ones are read; a fault for each that is no call. Gives way to those. */
export async function readGivenCalls(events: readonly unknown[]): Promise<{
  readonly calls: readonly ReadCall[];
  readonly faults: readonly InputFault[];
}> {
  const read = await mapInSlices(events, (event) => readCallSetup(event, () => "simulation"));
  return {
    calls: read.flatMap((call) => call ?? []),
    faults: read.flatMap((call, i) => (call === null ? callSetupFaults(events[i], ["calls", i]) : [])),
  };
}

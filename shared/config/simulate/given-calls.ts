import * as z from "zod";
import { type Checked, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { pace } from "../../pace.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { callSetupFaults, readCallSetup } from "../../recognition/read-call-setup.ts";

const callsAtMost = 1_000;

/** The call-setup events that come with a change or a simulation. */
export const givenCallsSchema = z
  .array(z.unknown())
  .max(callsAtMost, `must be at most ${callsAtMost} calls`)
  .default([]);

/** Parses them like real calls; a fault for each that is no call. Paced. */
export async function readGivenCalls(events: readonly unknown[]): Promise<Checked<readonly ReadCall[]>> {
  const calls: ReadCall[] = [];
  const faults: InputFault[] = [];
  for (const [i, event] of events.entries()) {
    const read = readCallSetup(event, () => "simulation");
    if (read !== null) calls.push(read);
    else faults.push(...callSetupFaults(event, ["calls", i]));
    if (pace.isDue()) await pace.rest();
  }
  return faults.length > 0 ? faulty(faults) : valid(calls);
}

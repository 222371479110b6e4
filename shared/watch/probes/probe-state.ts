import * as z from "zod";

/** Failing expectations of a target that are remembered, and so probed again soon. The others are probed again in their turn. */
export const failingAtMost = 100;

/** `no-expectations`: nothing was to be verified. */
export const verificationResults = ["verified", "failed", "incomplete", "no-expectations"] as const;

const failingSchema = z.object({
  expectation: z.string(),
  /** How many probes of it failed in a row. */
  count: z.int().min(1),
  lastAtMs: z.number(),
  /** Whether the target is what fails, whatever the expectation. */
  isTarget: z.boolean(),
  /** Whether every other probe would end in the same way. */
  isDown: z.boolean(),
  /** The event that tells of the last failure. */
  eventId: z.string(),
});

const targetStateSchema = z.object({
  /** The name of the expectation that was probed last in turn. */
  after: z.string().nullable(),
  failing: z.array(failingSchema).max(failingAtMost).readonly(),
  lastAtMs: z.number().nullable(),
  /** Since the last event in sum. */
  sum: z.object({ probed: z.int(), failed: z.int(), slowestMs: z.number() }),
});

const stateSchema = z.object({
  /** The version of which it is told already whether it was verified. */
  verified: z.object({ version: z.int(), result: z.enum(verificationResults), at: z.string() }).nullable(),
  /** Since when sums are counted. */
  sumsFromMs: z.number(),
  lastRunAtMs: z.number(),
  targets: z.record(z.string(), targetStateSchema),
});

export type Failing = z.infer<typeof failingSchema>;

export type TargetState = z.infer<typeof targetStateSchema>;

/** How far probing has come, kept from one run to the next. */
export type ProbeState = z.infer<typeof stateSchema>;

export const newTargetState = (): TargetState => ({
  after: null,
  failing: [],
  lastAtMs: null,
  sum: { probed: 0, failed: 0, slowestMs: 0 },
});

/** The state of a target; a new one for a target that was not there before, even if it is named like a property of all objects. */
export const targetStateOf = ({ targets }: ProbeState, name: string): TargetState =>
  (Object.hasOwn(targets, name) ? targets[name] : undefined) ?? newTargetState();

export const newProbeState = (nowMs: number): ProbeState => ({
  verified: null,
  sumsFromMs: nowMs,
  lastRunAtMs: nowMs,
  targets: {},
});

/** Null for what no run of this release has written. */
export function readProbeState(text: string | null): ProbeState | null {
  try {
    return stateSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

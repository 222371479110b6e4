import { createHash } from "node:crypto";
import * as z from "zod";
import { canonicalJson } from "../../json/canonical-json.ts";
import { pace } from "../../pace.ts";
import type { Timing } from "./proposal.ts";

/** A change set as the request had it. It is read again, by the rules of that day, when it goes live. */
export const sentChangeSchema = z.looseObject({ operations: z.array(z.unknown()) });

export type SentChange = z.infer<typeof sentChangeSchema>;

/** What a proposal is made of, kept apart because it may be large. `effect`: what it would do, as it was answered. */
export const contentSchema = z.object({ change: sentChangeSchema, effect: z.record(z.string(), z.unknown()) });

export type ProposalContent = z.infer<typeof contentSchema>;

/**
 * The name of what is approved: SHA-256 over the canonical JSON (RFC 8785) of change set and timing without the operations, and of each
 * operation behind a comma. Paced.
 */
export async function proposalHash({ operations, ...others }: SentChange, timing: Timing): Promise<string> {
  const hash = createHash("sha256").update(canonicalJson({ ...others, ...timing }));
  for (const operation of operations) {
    hash.update(",").update(canonicalJson(operation));
    if (pace.isDue()) await pace.rest();
  }
  return `sha256:${hash.digest("hex")}`;
}

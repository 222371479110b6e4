import { starterConfiguration } from "../../../shared/config/change/starter-configuration.ts";
import { compileAreas } from "../../../shared/config/compile/compile-areas.ts";
import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";
import { readCallSetup } from "../../../shared/recognition/read-call-setup.ts";
import { decide } from "../../../shared/routing/decide.ts";
import type { Decision } from "../../../shared/routing/decision.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";

export const starter = starterConfiguration();
export const starterSnapshot = await compileSnapshot(starter);

/** A snapshot of the starter configuration with some lists replaced or added to. */
export const starterWith = (
  change: (document: ConfigDocument) => Record<string, unknown>,
  tables: Snapshot["tables"] = new Map(),
): Promise<Snapshot> => compileSnapshot(documentSchema.parse({ ...starter, ...change(starter) }), tables);

/** As `starterWith`, with location tables in use. */
export async function starterWithAreas(
  change: (document: ConfigDocument) => Record<string, unknown>,
  locationTables: Snapshot["locationTables"],
): Promise<Snapshot> {
  const document = documentSchema.parse({ ...starter, ...change(starter) });
  const snapshot = await compileSnapshot(document);
  return { ...snapshot, areas: compileAreas(document, { locationTables, damaged: new Map() }), locationTables };
}

/** What a call gets by a live configuration; `event` holds any fields of the request. */
export function decideCall(
  event: Readonly<Record<string, unknown>>,
  snapshot: Snapshot = starterSnapshot,
  nowMs = Date.parse("2026-11-22T12:00:00.000Z"),
): Decision {
  const read = readCallSetup({ callId: "call-1", ...event }, () => "made-1");
  if (read === null) throw new Error("the event has no called party");
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 0 } as const;
  return decide(read, { snapshot, config }, { nowMs, decisionId: "decision-1" });
}

/** The class of a called party, and nothing else of the decision. */
export const classOf = (
  calledParty: string,
  event: Readonly<Record<string, unknown>> = {},
  snapshot?: Snapshot,
): string => decideCall({ calledParty, ...event }, snapshot).class;

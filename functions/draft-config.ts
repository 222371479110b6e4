import type { ConfigDocument } from "../shared/config/document.ts";
import { territoriesWantedIn } from "../shared/config/drafts/draft-request.ts";
import { draftTerritories } from "../shared/config/drafts/draft-territories.ts";
import { parseInput } from "../shared/parse-input.ts";
import { etagOf, longJson } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { readJson } from "./edge/read-json.ts";
import { noQuery } from "./edge/read-query.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type DraftConfigDependencies = {
  /** Reads the active version from the store; version 0, which is empty, if none was ever activated. */
  readonly readActive: () => Promise<{ readonly version: number; readonly document: ConfigDocument }>;
};

/** Every territory there is, and room to spare. */
const bodyLimitBytes = 64 * 1024;

/**
 * POST /api/v1/config/drafts: a change set that adds territories with the catalogue's numbers, as `POST /api/v1/config/changes`
 * takes it. Changes nothing. The header `x-draft-skipped` has what is configured already.
 */
export const makeDraftConfig = ({ readActive }: DraftConfigDependencies): QueryHandler =>
  withQuery(noQuery, async (request) => {
    const body = await readJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a request for a draft has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const active = await readActive();
    const wanted = parseInput(territoriesWantedIn(active.document), body.value);
    if (wanted.outcome === "faulty") return problem(422, "there is no draft", { errors: wanted.faults });
    const drafted = await draftTerritories(wanted.value, active);
    if (drafted.outcome === "faulty") return problem(422, "there is no draft", { errors: drafted.faults });
    const { changeSet, skipped } = drafted.value;
    const { headers, body: answer } = await longJson(changeSet);
    const told = skipped.length === 0 ? {} : { "x-draft-skipped": listSkipped(skipped) };
    return { headers: { ...headers, etag: etagOf(active.version), ...told }, body: answer };
  });

/** A header of some thousand characters may be refused on its way. */
const skippedAtMost = 50;

function listSkipped(skipped: readonly string[]): string {
  const rest = skipped.length - skippedAtMost;
  return skipped.slice(0, skippedAtMost).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

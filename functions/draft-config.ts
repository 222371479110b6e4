import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import type { Checked } from "../shared/checked.ts";
import type { StoredConfigurations } from "../shared/config/change/stored-configurations.ts";
import type { ConfigDocument } from "../shared/config/document.ts";
import { draftExpectations } from "../shared/config/drafts/draft-expectations.ts";
import { territoriesWantedIn } from "../shared/config/drafts/draft-request.ts";
import { type Draft, draftTerritories } from "../shared/config/drafts/draft-territories.ts";
import type { ExpectationsDraft } from "../shared/config/drafts/drafted-expectations.ts";
import { expectationsWantedIn } from "../shared/config/drafts/expectations-wanted.ts";
import { parseInput } from "../shared/parse-input.ts";
import { etagOf, longJson } from "./edge/config-answers.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { problem } from "./edge/problem.ts";
import { readJson } from "./edge/read-json.ts";
import { noQuery } from "./edge/read-query.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type DraftConfigDependencies = {
  /** Reads the active version from the store; version 0, which is empty, if none was ever activated. */
  readonly readActive: () => Promise<{ readonly version: number; readonly document: ConfigDocument }>;
  /** The same, compiled. */
  readonly configurations: Pick<StoredConfigurations, "active">;
  readonly now: () => number;
  readonly oneAtATime: Limiter;
};

/** Every territory there is, and room to spare. */
const bodyLimitBytes = 64 * 1024;

/**
 * POST /api/v1/config/drafts: a change set that adds territories with the catalogue's numbers, or one that pins what is decided
 * today as expectations, as `POST /api/v1/config/changes` takes it. Changes nothing. The header `x-draft-skipped` has what is
 * configured already.
 */
export const makeDraftConfig = (dependencies: DraftConfigDependencies): QueryHandler =>
  withQuery(
    noQuery,
    dependencies.oneAtATime(async (request: HttpRequest) => {
      const body = await readJson(request, bodyLimitBytes);
      if (body.outcome === "too-large")
        return problem(413, `a request for a draft has at most ${bodyLimitBytes} bytes`);
      if (body.outcome === "unreadable") return problem(400, body.reason);
      const drafted = await (isOfExpectations(body.value) ? pin : addTerritories)(body.value, dependencies);
      if (drafted.outcome === "faulty") return problem(422, "there is no draft", { errors: drafted.faults });
      return answerDraft(drafted.value);
    }),
  );

const isOfExpectations = (body: unknown): boolean =>
  typeof body === "object" && body !== null && Object.hasOwn(body, "expectations");

async function addTerritories(body: unknown, { readActive }: DraftConfigDependencies): Promise<Checked<Draft>> {
  const active = await readActive();
  const wanted = parseInput(territoriesWantedIn(active.document), body);
  return wanted.outcome === "faulty" ? wanted : draftTerritories(wanted.value, active);
}

async function pin(
  body: unknown,
  { configurations, now }: DraftConfigDependencies,
): Promise<Checked<ExpectationsDraft>> {
  const active = await configurations.active();
  const wanted = parseInput(expectationsWantedIn(active.document), body);
  return wanted.outcome === "faulty" ? wanted : draftExpectations(wanted.value.expectations, active, now());
}

async function answerDraft({ changeSet, skipped }: Draft | ExpectationsDraft): Promise<HttpResponseInit> {
  const { headers, body } = await longJson(changeSet);
  const told = skipped.length === 0 ? {} : { "x-draft-skipped": listSkipped(skipped) };
  return { headers: { ...headers, etag: etagOf(changeSet.baseVersion), ...told }, body };
}

/** A header of some thousand characters may be refused on its way. */
const skippedAtMost = 50;

function listSkipped(skipped: readonly string[]): string {
  const rest = skipped.length - skippedAtMost;
  return skipped.slice(0, skippedAtMost).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

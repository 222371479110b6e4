import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeGuard } from "../../../functions/edge/guard.ts";
import { DependencyError } from "../../../shared/dependency-error.ts";
import { type Identify, localCaller } from "../../../shared/identity/caller.ts";
import { recordingLog } from "../../support/log/recording-log.ts";

/** Asks a guarded function for something, and tells how often it was run and what was refused. */
async function ask(identify: Identify) {
  const log = recordingLog();
  const refused: string[] = [];
  let runs = 0;
  const guard = makeGuard({ authLevel: "anonymous", identify, log, onRefused: (by) => void refused.push(by) });
  const handler = guard.admit("Config.Write", async () => {
    runs += 1;
    return { jsonBody: {} };
  });
  const answer = await handler(new HttpRequest({ method: "GET", url: "http://localhost/" }), new InvocationContext());
  return { answer, runs, refused, lines: log.lines };
}

it("runs a function for whoever has its role", async () => {
  const { answer, runs, refused } = await ask(async () => ({ outcome: "identified", caller: localCaller }));
  expect([runs, refused]).toEqual([1, []]);
  expect(answer).toMatchObject({ headers: { "x-content-type-options": "nosniff", "cache-control": "no-store" } });
});

it("counts whom it turns away", async () => {
  const noRole = await ask(async () => ({ outcome: "identified", caller: { ...localCaller, roles: new Set() } }));
  expect(noRole).toMatchObject({ answer: { status: 403 }, runs: 0, refused: ["role"] });
  const noToken = await ask(async () => ({ outcome: "refused", reason: "no" }));
  expect(noToken).toMatchObject({ answer: { status: 401 }, runs: 0, refused: ["token"] });
});

it("answers 503 and does nothing while it cannot be found out who asks", async () => {
  const { answer, runs, refused, lines } = await ask(async () => {
    throw new DependencyError("fetch the keys", true, new Error("refused"));
  });
  expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  expect([runs, refused]).toEqual([0, []]);
  expect(lines).toEqual([expect.objectContaining({ level: "warn", message: "callers cannot be identified" })]);
});

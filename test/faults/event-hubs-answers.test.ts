import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Refusal, refusals } from "../../tools/event-hubs/faults.ts";
import { hurryTime } from "../support/app/hurried-time.ts";
import { callUntil, idsAnswered, makeCalls } from "../support/app/make-calls.ts";
import { runOnFaultyStores, startFaultyStores, timeout } from "../support/stores/faulty-stores.ts";
import { countTrail, faultsOf, untilProjected, verify } from "../support/trail/count-trail.ts";

const page = readFileSync(new URL("../../docs/failures.md", import.meta.url), "utf8");

/** After a first failure Event Hubs is tried again within this time. */
const untilProbeMs = 250;

type Answer = { readonly by: Refusal; readonly condition: string };

/** The rows of the documented table, one answer each. */
const answers: readonly Answer[] = refusals.flatMap((by) =>
  page
    .split("\n")
    .filter((line) => new RegExp(`^\\| \`${by}\` +\\|`).test(line))
    .flatMap((line) => {
      const conditions = (line.split("|")[2] ?? "").match(/(?<=`)[a-z][a-z.:-]+(?=`)/g) ?? [""];
      return conditions.map((condition) => ({ by, condition }));
    }),
);

it("no send counts but one that is accepted: every event is queued, and in the trail once", { timeout }, async () => {
  expect(answers.length).toBeGreaterThan(25);
  expect(new Set(answers.map(({ by }) => by))).toEqual(new Set(refusals));
  const stage = await runOnFaultyStores(await startFaultyStores());
  const { app, hub } = stage;
  const time = hurryTime();
  const made = [];
  for (const { by, condition } of answers) {
    made.push(...(await callUntil(app.url, { status: "published" })));
    await hub.inject({ kind: "refused", by, condition });
    const { answered, unanswered } = await makeCalls(app.url, 5);
    expect([by, condition, unanswered, ...answered.map(({ status }) => status)]).toEqual([
      ...[by, condition, 0],
      ...Array(5).fill("queued"),
    ]);
    made.push(...answered);
    await hub.inject({ kind: "none" });
    time.pass(untilProbeMs);
  }
  const ids = idsAnswered(made, "published", "queued");
  expect(ids).toHaveLength(made.length);
  await untilProjected(stage);
  expect(faultsOf(await countTrail(stage), ids)).toEqual([]);
  expect(await verify(stage)).toMatchObject({ complete: true, intact: true });
});

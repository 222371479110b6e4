import { expect, it } from "vitest";
import { type AppWithHub, startAppWithHub } from "../support/app/app-with-hub.ts";
import { eventually } from "../support/eventually.ts";
import { startFrontDoor } from "../support/probes/start-front-door.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";
import { putItem } from "./configuration/change-sets.ts";

const everySecond = { PROBE_SCHEDULE: "* * * * * *", WATCH_SCHEDULE: "* * * * * *" };
const gb999 = {
  name: "gb-999",
  call: { ingress: "default", calledParty: "+44999" },
  expect: { class: "emergency", firstRoute: "a" },
  why: "999 must reach the PSAP",
  owner: "voice",
};

const window = () => {
  const at = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
  return new URLSearchParams({ from: at(-600_000), to: at(600_000) });
};

async function eventsOf({ ask }: Pick<AppWithHub, "ask">, type: string) {
  const { body } = await ask(`/audit/events?${window()}&type=${type}`);
  return body.events as readonly { readonly subject: string; readonly data: Record<string, unknown> }[];
}

type Told = Awaited<ReturnType<typeof eventsOf>>[number];

/** Waits for the first event of a type that is one of those wanted. */
const firstOf = (app: Pick<AppWithHub, "ask">, type: string, isWanted: (event: Told) => boolean = () => true) =>
  eventually(async () => {
    const first = (await eventsOf(app, type)).find(isWanted);
    if (first === undefined) throw new Error(`there is no ${type} yet`);
    return first;
  }, 200);

it("verifies a change through the front door, which confirms its provisional version, and leaves no call there", async () => {
  const door = await startFrontDoor();
  const probing = {
    PROBE_SIGNING_SECRET: "what probes are signed with, and only they",
    PROBE_TARGETS: `west=${door.url}`,
  };
  const app = await startAppWithHub(await startConfiguredTables(), { ...probing, ...everySecond });
  door.leadTo(app.app);
  const operations = [putItem("expectation", gb999)];
  const trial = { baseVersion: 1, reason: "CHG1", operations, revertAfterS: 3_600, confirmBy: "expectations" };
  const proposed = await app.post("/config/proposals", trial);
  expect(proposed.body).toMatchObject({ state: "provisional", version: 2 });
  // On a busy machine a probe may be too slow for the first verification, and is repeated for the next.
  const { subject, data } = await firstOf(app, "emergency-config.verified.v1", ({ data }) =>
    JSON.stringify(data).includes(`"result":"verified"`),
  );
  expect(subject).toBe("configuration version 2");
  expect(data).toMatchObject({
    verification: {
      version: 2,
      result: "verified",
      expectations: 1,
      targets: [{ target: "west", probed: 1, failed: 0 }],
    },
  });
  await eventually(async () => {
    const { body } = await app.ask(`/config/proposals/${proposed.body.id}`);
    expect(body).toMatchObject({ state: "confirmed", revertAt: null });
    expect(body.steps.at(-1)).toMatchObject({ step: "confirmed", by: "probes" });
  });
  expect(await eventsOf(app, "emergency-call.decided.v1")).toEqual([]);
});

it("refuses a change that breaks an expectation, also as a dry run, an import and a simulation", async () => {
  const { post, change, ask } = await startAppWithHub(await startConfiguredTables());
  expect((await change(1, putItem("expectation", gb999))).status).toBe(201);
  const other = putItem("route-set", { name: "emergency", routes: [{ name: "b", host: "a.example" }] });
  const errors = [
    { path: "expectations[0].expect.firstRoute", message: "gb-999 (owner: voice): wanted a, but it would be b" },
  ];
  const changeSet = { baseVersion: 2, reason: "CHG2", operations: [other] };
  expect(await post("/config/changes", changeSet)).toMatchObject({ status: 422, body: { errors } });
  expect(await post("/config/changes?dryRun=true", changeSet)).toMatchObject({ status: 422, body: { errors } });
  expect(await post("/config/imports?format=json", { routeSets: [other.item] })).toMatchObject({
    status: 422,
    body: { errors },
  });
  expect(await post("/config/simulations", { calls: [], change: changeSet })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "change.expectations[0].expect.firstRoute" }] },
  });
  expect((await ask("/config")).body).toMatchObject({ version: 2, expectations: [gb999] });

  const weakened = {
    ...changeSet,
    operations: [other, { op: "delete", kind: "expectation", key: { name: "gb-999" } }],
  };
  expect(await post("/config/changes", weakened)).toMatchObject({
    status: 428,
    body: { unconfirmed: ["weakens-expectation"] },
  });
});

it("raises an alarm where a window has ended, by the clock alone", async () => {
  const tables = await startConfiguredTables();
  const first = await startAppWithHub(tables);
  // A window that has ended before the change is judged is refused.
  const { changed, endsMs } = await eventually(async () => {
    const endsMs = Date.now() + 4_000;
    const window = { validUntil: new Date(endsMs).toISOString() };
    const changed = await first.change(
      1,
      putItem("number", { territory: "GB", shortCode: "987", class: "emergency", ...window }),
      putItem("expectation", { ...gb999, name: "gb-987", call: { ingress: "default", calledParty: "+44987" } }),
    );
    expect(changed.status).toBe(201);
    return { changed, endsMs };
  });
  await eventually(() => expect(Date.now()).toBeGreaterThan(endsMs));
  await first.app.stop();
  const later = await startAppWithHub(tables, everySecond);
  expect((await firstOf(later, "emergency-alarm.raised.v1")).data).toMatchObject({
    alarm: "expectation-broken",
    subject: "gb-987",
    evidence: [changed.body.audit.eventId],
  });
});

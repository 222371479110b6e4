import { expect, it } from "vitest";
import { makeBypassWatch } from "../../../functions/wiring/watch-bypasses.ts";
import type { Look } from "../../../shared/watch/alarms/alarm.ts";
import {
  by,
  changeForIncident,
  customer,
  noRemark,
  startInstance,
  startProposals,
} from "../../support/config/proposal-world.ts";
import { useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();

/** The watch of an instance, with the alarms that it sees. */
async function setUp() {
  const world = await startProposals(tables);
  const looks: Look[] = [];
  const watchOf = ({ dependencies, config }: typeof world.instance) =>
    makeBypassWatch({ ...dependencies, config, alarms: { look: async (...seen) => void looks.push(...seen) } });
  const watch = watchOf(world.instance);
  const run = async (by = watch) => {
    await by.note();
    await by.look(await world.table.unfinished());
    return looks.at(-1)?.causes.map(({ subject }) => subject);
  };
  return { ...world, watch, watchOf, looks, run };
}

it("a change for an incident whose instance died is shown as soon as another one sees the new version", async () => {
  const { instance, watch, run, table, trail } = await setUp();
  expect(await run()).toEqual([]);
  expect(watch.isDue(1)).toBe(false);
  await changeForIncident(instance, customer("fabrikam"));
  expect(watch.isDue(2)).toBe(true);
  expect(await run()).toEqual(["version 2"]);
  expect(trail.map(({ type }) => type)).toEqual(["emergency-proposal.advanced.v1"]);
  expect(await table.unfinished()).toMatchObject([{ breakGlass: "INC1", version: 2, unrecorded: [] }]);
});

it("two instances that see it at once tell of it once, and it is over when somebody else has approved it", async () => {
  const { instance, clients, time, watch, watchOf, run, proposals, table, trail } = await setUp();
  await changeForIncident(instance, customer("fabrikam"));
  await Promise.all([watch, watchOf(startInstance(clients, time))].map((each) => each.note()));
  expect(trail).toHaveLength(1);
  const [shown] = await table.unfinished();
  await proposals.approve(by("bob", { id: shown?.id ?? "" }), noRemark);
  expect(await run()).toEqual([]);
  expect(watch.isDue(2)).toBe(false);
});

it("what could not be noted because the store failed is noted by the next run", async () => {
  const { instance, clients, time, watchOf, run, config } = await setUp();
  await changeForIncident(instance, customer("fabrikam"));
  const other = startInstance(clients, time);
  let fails = true;
  const listHeaders: typeof config.listHeaders = (options) =>
    fails ? Promise.reject(new Error("no answer")) : config.listHeaders(options);
  const watch = watchOf({ ...other, config: { ...config, listHeaders } });
  expect(await run(watch)).toEqual([]);
  expect(watch.isDue(2)).toBe(true);
  fails = false;
  expect(await run(watch)).toEqual(["version 2"]);
});

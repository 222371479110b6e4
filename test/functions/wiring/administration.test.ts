import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import type { IdentifiedHandler } from "../../../functions/edge/guard.ts";
import { makeConfigHandlers } from "../../../functions/wiring/administration.ts";
import { proposalTable } from "../../../shared/config/proposals/proposal-table.ts";
import { type ConfigTable, configTable } from "../../../shared/config/store/config-table.ts";
import { lookupTables } from "../../../shared/config/store/lookup/lookup-tables.ts";
import { localCaller } from "../../../shared/identity/caller.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { recordingLog } from "../../support/log/recording-log.ts";

const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/" });
const context = new InvocationContext();

/** Nothing here proposes a change. */
const unused = async () => {
  throw new Error("nothing is proposed here");
};

/** The handlers of the configuration, on a store that answers when the test lets it. */
function configuration() {
  let answerPointer = () => {};
  const pointer = new Promise<null>((resolve) => {
    answerPointer = () => resolve(null);
  });
  const client = tableClient({ connectionString: "UseDevelopmentStorage=true" }, "Unreached");
  const table: ConfigTable = { ...configTable(client), readPointer: () => pointer };
  const handlers = makeConfigHandlers({
    table,
    lookups: lookupTables(client),
    snapshots: {
      current: () => {
        throw new Error("nothing of this decides a call");
      },
    },
    change: async () => ({ outcome: "conflict", activeVersion: 0, goesBack: null }),
    proposals: {
      propose: unused,
      edit: unused,
      approve: unused,
      reject: unused,
      withdraw: unused,
      confirm: unused,
    },
    proposalTable: proposalTable(client),
    importTable: async () => ({ outcome: "taken" }),
    recordRead: async () => {},
    recentCalls: async () => ({ status: "unavailable", since: null, calls: [] }),
    seenNumbers: async () => ({ complete: false, since: null, numbers: [] }),
    log: recordingLog(),
    now: Date.now,
  });
  return { handlers, answerPointer };
}

const post = (handler: IdentifiedHandler, body: string) =>
  handler(new HttpRequest({ method: "POST", url: "http://127.0.0.1/", body: { string: body } }), localCaller, context);

it("a simulation does not start while the configuration is exported; a change does", async () => {
  const { handlers, answerPointer } = configuration();
  const exported = handlers["export-config"](request, localCaller, context);
  expect(await post(handlers["simulate-config"], "{}")).toMatchObject({ status: 503 });
  const change = {
    baseVersion: 7,
    reason: "r",
    operations: [{ op: "delete", kind: "tenant", key: { name: "contoso" } }],
  };
  expect(await post(handlers["change-config"], JSON.stringify(change))).toMatchObject({ status: 409 });
  answerPointer();
  expect((await exported).headers).toMatchObject({ etag: '"0"' });
  const simulated = await post(handlers["simulate-config"], "{}");
  expect(await new HttpResponse(simulated).json()).toMatchObject({ decisions: [] });
});

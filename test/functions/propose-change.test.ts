import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeProposeChange } from "../../functions/propose-change.ts";
import { customer, type Instance, person, proposalOf, startProposals } from "../support/config/proposal-world.ts";
import { useTables } from "../support/stores/use-tables.ts";

const tables = useTables();

/** More than a short answer lists. */
const sixty = proposalOf({ operations: Array.from({ length: 60 }, (_, i) => customer(`customer-${i}`)) });

async function send({ proposals, table }: Instance, query: Readonly<Record<string, string>>) {
  const handler = makeProposeChange({ proposals, proposalTable: table });
  const url = "http://127.0.0.1/api/v1/config/proposals";
  const request = new HttpRequest({ method: "POST", url, query, body: { string: JSON.stringify(sixty) } });
  const answer = new HttpResponse(await handler(request, person("ann"), new InvocationContext()));
  return { status: answer.status, location: answer.headers.get("location"), body: JSON.parse(await answer.text()) };
}

it.each([
  ["short", 50, true],
  ["full", 60, false],
])("the answer is as %s as it was asked for", async (detail, listed, truncated) => {
  const { instance } = await startProposals(tables);
  const { status, body } = await send(instance, { detail });
  expect(status).toBe(201);
  expect(body.diff).toMatchObject({ summary: { tenant: { added: 60 } }, truncated });
  expect(body.diff.changes).toHaveLength(listed);
});

it("the same sent again is the same proposal, with 200", async () => {
  const { instance } = await startProposals(tables, { default: 0 });
  const first = await send(instance, {});
  expect(first).toMatchObject({ status: 201, location: `/api/v1/config/proposals/${first.body.id}` });
  expect(await send(instance, {})).toMatchObject({
    status: 200,
    location: null,
    body: { id: first.body.id, version: 2 },
  });
});

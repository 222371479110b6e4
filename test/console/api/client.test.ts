import { expect, it } from "vitest";
import { answerOf } from "../../../console/api/client.ts";

const given = (status: number, error: unknown) => Promise.resolve({ error, response: new Response(null, { status }) });

it("a success is its data", async () => {
  const response = new Response();
  expect(await answerOf(Promise.resolve({ data: 7, response }))).toEqual({ outcome: "answered", data: 7, response });
});

it.each<[string, unknown, string]>([
  [
    "problem details",
    { detail: "the query is not valid", errors: [{ path: "to", message: "is missing" }] },
    "the query is not valid",
  ],
  ["HTML of a proxy", "<html>Bad Gateway", "The answer was 502, without a reason."],
  ["nothing", undefined, "The answer was 502, without a reason."],
])("a failure is its reason: %s", async (_, error, detail) => {
  expect(await answerOf(given(502, error))).toMatchObject({ outcome: "failed", failure: { status: 502, detail } });
});

it("an answer that never comes is a failure without a status", async () => {
  const lost = Promise.reject(new TypeError("fetch failed"));
  expect(await answerOf(lost)).toMatchObject({ outcome: "failed", failure: { status: null, errors: [] } });
});

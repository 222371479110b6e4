import { expect, it } from "vitest";
import { JsonResponse } from "../../../functions/edge/json-response.ts";

const value = { text: "é \u{1f6a8}", list: [1, null] };

it("is JSON in whatever way it is read, with the headers given", async () => {
  const answer = new JsonResponse(value, { "x-decision-id": "1" });
  expect(JSON.parse(new TextDecoder().decode(await answer.arrayBuffer()))).toEqual(value);
  expect(await answer.json()).toEqual(value);
  expect(await answer.text()).toBe(JSON.stringify(value));
  expect([answer.status, ...answer.headers]).toEqual([
    200,
    ["content-type", "application/json"],
    ["x-decision-id", "1"],
  ]);
});

it("is the same as a stream, as a library that streams its answers reads it", async () => {
  const { body } = new JsonResponse(value, {});
  expect(await new Response(body).json()).toEqual(value);
});

it("has bytes of its own, no longer than they should be", async () => {
  const bytes = await new JsonResponse(value, {}).arrayBuffer();
  expect(bytes.byteLength).toBe(Buffer.byteLength(JSON.stringify(value)));
});

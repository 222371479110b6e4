import { expect, it } from "vitest";
import { effectOf } from "../../../console/parts/change-effect.ts";

const effect = { diff: { changes: [] }, dangers: [{ danger: "removes-tenant" }], detail: "Confirm removes-tenant" };
const refused = (status: number, error: unknown) =>
  effectOf(Promise.resolve({ error, response: new Response(null, { status }) }));

it.each([403, 428])("a change that is held up (%i) tells what it does all the same", async (status) => {
  expect(await refused(status, effect)).toMatchObject({ outcome: "answered", data: effect });
});

it("a refusal without an effect is a failure", async () => {
  expect(await refused(403, { detail: "the app role Config.Write is needed" })).toMatchObject({
    outcome: "failed",
    failure: { status: 403 },
  });
});

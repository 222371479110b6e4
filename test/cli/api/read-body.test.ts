import { expect, it } from "vitest";
import { readBody, TooLongError } from "../../../cli/api/read-body.ts";

it("reads a body to its end", async () => {
  expect(Buffer.from(await readBody(new Response("the body"), 8)).toString()).toBe("the body");
  expect((await readBody(new Response(null))).byteLength).toBe(0);
});

it("stops in a body that has no end", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(new Uint8Array(1_000));
    },
  });
  await expect(readBody(new Response(endless), 10_000)).rejects.toThrow(TooLongError);
  expect(sent).toBeLessThan(20);
});

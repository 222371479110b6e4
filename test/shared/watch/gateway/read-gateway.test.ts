import { describe, expect, it, onTestFinished } from "vitest";
import { makeReadGateway } from "../../../../shared/watch/gateway/read-gateway.ts";
import {
  answering,
  gatewayId,
  gatewayWith,
  simulateResourceManager,
} from "../../../support/app/simulated-resource-manager.ts";

type Answers = Parameters<typeof simulateResourceManager>[0];

/** Reads the gateway from a simulated Azure Resource Manager that gives these answers. */
async function read(answers: Answers, options: { readonly deadlineMs?: number } = {}) {
  const { endpoint, asked } = await simulateResourceManager(answers, onTestFinished);
  const stopping = new AbortController();
  const readGateway = makeReadGateway({
    endpoint,
    resourceId: gatewayId,
    getToken: async (scope) => `token for ${scope.replace(endpoint, "endpoint")}`,
    stopping: stopping.signal,
    ...options,
  });
  const result = readGateway().then(
    (bytes) => Buffer.from(bytes).toString(),
    (error: unknown) => String(error),
  );
  return { result, asked, stop: () => stopping.abort() };
}

const gateway = gatewayWith(["112", "999"]);
const atOnce = { "retry-after": "0" };

describe("the resource of a gateway", () => {
  it("is read by the app's identity", async () => {
    const { result, asked } = await read([answering(200, gateway)]);
    expect(await result).toBe(gateway);
    expect(asked).toEqual([
      { url: `${gatewayId}?api-version=2023-09-01`, authorization: "Bearer token for endpoint/.default" },
    ]);
  });

  it.each([429, 503, 500])("is asked for again after %i, when that says", async (status) => {
    const { result, asked } = await read([answering(status, "", atOnce), answering(200, gateway)]);
    expect(await result).toBe(gateway);
    expect(asked).toHaveLength(2);
  });

  it("is asked for three times at most", async () => {
    const { result, asked } = await read([answering(429, "", atOnce)]);
    expect(await result).toContain("status 429");
    expect(asked).toHaveLength(3);
  });

  it.each([
    [401, "status 401: the token was refused"],
    [403, "status 403: the role Reader is missing"],
    [404, "status 404: no such resource"],
    [302, "status 302"],
  ])("is not asked for again after %i, and the error says what to do", async (status, told) => {
    const { result, asked } = await read([answering(status, '{"error":{"code":"x"}}')]);
    expect(await result).toContain(told);
    expect(asked).toHaveLength(1);
  });

  it("is not waited for longer than the deadline, nor between tries when the app stops", async () => {
    const { result, stop } = await read([() => {}], { deadlineMs: 50 });
    const stopped = setTimeout(stop, 200);
    expect(await result).toContain("no answer within 50 ms");
    clearTimeout(stopped);
  });

  it("is not read beyond a mebibyte", async () => {
    const { result, stop } = await read([answering(200, " ".repeat(1024 * 1024 + 1))]);
    const stopped = setTimeout(stop, 500);
    expect(await result).toContain("longer than a mebibyte");
    clearTimeout(stopped);
  });
});

import { app } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { sendRaw } from "./support/raw-http.ts";
import { startTestHost } from "./support/test-host.ts";

const echo = () =>
  app.http("echo", {
    methods: ["GET", "POST", "HEAD"],
    route: "echo/{id}",
    handler: async (request, context) => ({
      jsonBody: {
        method: request.method,
        url: request.url,
        query: [...request.query],
        params: request.params,
        header: request.headers.get("x-call"),
        body: await request.text(),
        functionName: context.functionName,
        traceParent: context.traceContext?.traceParent,
      },
    }),
  });

describe("a request reaches the function", () => {
  it("with its method, URL, query, parameters, headers and body", async () => {
    const host = await startTestHost(echo);
    const response = await fetch(`${host.url}/api/echo/a%20b?x=1&y=`, {
      method: "POST",
      headers: { "x-call": "7", traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
      body: "hellø",
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({
      method: "POST",
      url: `${host.url}/api/echo/a%20b?x=1&y=`,
      query: [
        ["x", "1"],
        ["y", ""],
      ],
      params: { id: "a b" },
      header: "7",
      body: "hellø",
      functionName: "echo",
      traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    });
  });

  it("with a new trace context when the client sends none", async () => {
    const host = await startTestHost(echo);
    const { traceParent } = (await (await fetch(`${host.url}/api/echo/1`)).json()) as { traceParent: string };
    expect(traceParent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  it("with repeated query names joined by a comma", async () => {
    const host = await startTestHost(echo);
    const { query } = (await (await fetch(`${host.url}/api/echo/1?a=1&a=2`)).json()) as { query: unknown };
    expect(query).toEqual([["a", "1,2"]]);
  });

  it("with an empty body when the body comes in chunks of undeclared length", async () => {
    const host = await startTestHost(echo);
    const answer = await sendRaw(
      host.port,
      "POST /api/echo/1 HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer).toContain('"body":""');
  });

  it("with a body of several megabytes unchanged", async () => {
    const host = await startTestHost(() => {
      app.http("size", {
        methods: ["POST"],
        handler: async (request) => ({ jsonBody: (await request.arrayBuffer()).byteLength }),
      });
    });
    const response = await fetch(`${host.url}/api/size`, { method: "POST", body: new Uint8Array(5_000_001) });
    expect(await response.json()).toBe(5_000_001);
  });
});

describe("a request is refused", () => {
  it.each([
    ["an unknown path", "GET", "/api/nothing", 404],
    ["a path outside the route prefix", "GET", "/echo", 404],
    ["a known path under another method, which is 404 and not 405", "DELETE", "/api/echo/1", 404],
  ])("%s", async (_, method, path, status) => {
    const host = await startTestHost(echo);
    const response = await fetch(host.url + path, { method });
    expect([response.status, await response.text()]).toEqual([status, ""]);
  });

  it("a declared body of more than 100 MiB, with 413", async () => {
    const host = await startTestHost(echo);
    const answer = await sendRaw(
      host.port,
      "POST /api/echo/1 HTTP/1.1\r\nhost: localhost\r\ncontent-length: 104857601\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it("a Host header that is no host, with 400", async () => {
    const host = await startTestHost(echo);
    const answer = await sendRaw(host.port, "GET /api/echo/1 HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });
});

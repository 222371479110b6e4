import { app, type HttpResponseInit } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { startTestHost } from "./support/test-host.ts";

const answering = (result: HttpResponseInit | undefined) =>
  startTestHost(() => {
    app.http("answer", { methods: ["GET", "HEAD"], handler: async () => result as HttpResponseInit });
  });

describe("an answer", () => {
  it.each<[string, HttpResponseInit | undefined, number, string, string | null]>([
    ["of nothing is 204 without a length", undefined, 204, "", null],
    ["of an empty object is 200 and empty", {}, 200, "", "0"],
    ["of a text is the text", { body: "tëxt" }, 200, "tëxt", "5"],
    ["of bytes is the bytes", { body: new Uint8Array([104, 105]) }, 200, "hi", "2"],
    ["of a Buffer is the bytes", { body: Buffer.from("hi") }, 200, "hi", "2"],
    ["of a value is JSON", { status: 201, jsonBody: { a: 1 } }, 201, '{"a":1}', "7"],
    ["of status 304 has no body", { status: 304, body: "x" }, 304, "", null],
  ])("%s", async (_, result, status, text, length) => {
    const host = await answering(result);
    const response = await fetch(`${host.url}/api/answer`);
    expect([response.status, await response.text(), response.headers.get("content-length")]).toEqual([
      status,
      text,
      length,
    ]);
  });

  it("to HEAD has the headers and length of its body, and no body", async () => {
    const host = await answering({ body: "hello", headers: { "x-a": "1" } });
    const response = await fetch(`${host.url}/api/answer`, { method: "HEAD" });
    expect([response.headers.get("content-length"), response.headers.get("x-a"), await response.text()]).toEqual([
      "5",
      "1",
      "",
    ]);
  });

  it("keeps several values of one header", async () => {
    const host = await answering({
      headers: [
        ["x-a", "1"],
        ["x-a", "2"],
      ],
    });
    expect((await fetch(`${host.url}/api/answer`)).headers.get("x-a")).toBe("1, 2");
  });
});

describe("a failing function", () => {
  it("is answered 500 without a body and logged with its error", async () => {
    const host = await startTestHost(() => {
      app.http("broken", {
        handler: () => {
          throw new Error("no trunk left");
        },
      });
    });
    const response = await fetch(`${host.url}/api/broken`);
    expect([response.status, await response.text()]).toEqual([500, ""]);
    expect(host.lines.filter((line) => line.level === "error")).toEqual([
      { level: "error", category: "Function.broken", message: expect.stringContaining("no trunk left") },
    ]);
  });

  it("is answered 500 when what it returned is no response", async () => {
    const host = await answering("text" as HttpResponseInit);
    expect((await fetch(`${host.url}/api/answer`)).status).toBe(500);
  });

  it.each<[string, HttpResponseInit]>([
    ["a header cannot be sent", { headers: { "x-a": "\u0001" } }],
    ["it sets cookies, which this host does not send", { cookies: [{ name: "a", value: "1" }] }],
  ])("is answered 500 when %s", async (_, result) => {
    const host = await answering(result);
    expect((await fetch(`${host.url}/api/answer`)).status).toBe(500);
    expect(host.lines.some((line) => line.message.startsWith("The answer cannot be sent"))).toBe(true);
  });

  it("is answered 500 and left to itself when it runs out of time", async () => {
    const host = await startTestHost(() => app.http("stuck", { handler: () => new Promise(() => {}) }), {
      hostJson: { functionTimeout: "00:00:00.05" },
    });
    expect((await fetch(`${host.url}/api/stuck`)).status).toBe(500);
    expect(host.lines.map((line) => line.message).join()).toContain("Timeout value of 0.05 s exceeded");
  });
});

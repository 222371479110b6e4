import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { monotonic } from "../../../../shared/clock.ts";
import { makeSendProbe } from "../../../../shared/watch/probes/send-probe.ts";

const send = makeSendProbe({ clock: monotonic, answerHeader: "x-probe" });

/** What comes of a probe of a server that does this. */
async function probe(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/call-setup`;
  return send({ callId: "probe-1", url, headers: { "x-probe-signature": "abc" }, body: '{"calledParty":"999"}' });
}

describe("a probe", () => {
  it("is posted with its headers, and brings back the answer", async () => {
    const reply = await probe(async (request, response) => {
      let text = "";
      for await (const chunk of request) text += chunk;
      const { method, url, headers } = request;
      response.setHeader("x-probe", "verified").end([method, url, headers["x-probe-signature"], text].join(" "));
    });
    expect(reply).toEqual({
      kind: "answered",
      status: 200,
      verified: "verified",
      text: 'POST /api/v1/call-setup abc {"calledParty":"999"}',
      tookMs: expect.any(Number),
    });
  });

  it("follows no redirect: it would take its key elsewhere", async () => {
    const reply = await probe((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect(reply).toMatchObject({ kind: "answered", status: 302 });
  });

  it("reads no more of an answer than one has", async () => {
    const reply = await probe((_, response) => {
      const send = () => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
      };
      response.on("drain", send);
      send();
    });
    expect(reply).toMatchObject({ kind: "answered", status: 200 });
    expect(reply.kind === "answered" && reply.text.length).toBeLessThan(200_000);
  });

  it.each<[string, RequestListener]>([
    ["nobody answers", () => {}],
    ["an answer does not end", (_, response) => void response.write("{")],
    ["the connection is cut", (request) => request.socket.destroy()],
  ])("says so where %s", async (_, listener) => {
    expect(await probe(listener)).toMatchObject({ kind: "unreachable" });
  });

  it("says why where nothing listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await new Promise((resolve) => server.close(resolve));
    const reply = await send({ callId: "probe-1", url, headers: {}, body: "{}" });
    expect(reply).toMatchObject({ kind: "unreachable", why: expect.stringContaining("ECONNREFUSED") });
  });
});

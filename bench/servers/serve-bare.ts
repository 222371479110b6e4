import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answers } from "./messages.ts";

/** The least that an HTTP service in Node.js can do: parse the body, and write an answer of the same size as JSON. */
export async function serveBare(answers: Answers): Promise<number> {
  const server = createServer((request, response) => {
    const answer = answers[request.url?.slice(request.url.lastIndexOf("/") + 1) ?? ""];
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString());
      const body = JSON.stringify(answer);
      response
        .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
        .end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

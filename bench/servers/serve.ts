// The program of a server's process: `serve.js KIND APP_DIRECTORY`. It sends its port when it listens, reports what is
// requested, and ends with its parent. It imports nothing that the smallest server does not need: its start is measured too.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpuTimeUs } from "../measure/cpu-time.ts";
import { type Answers, answersVariable } from "./messages.ts";
import { type LoopWatch, watchLoop } from "./watch-loop.ts";

process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());

const [kind = "", directory = ""] = process.argv.slice(2);
const port = await serve();

let loop: LoopWatch | undefined;
process.on("message", (request) => {
  if (request === "cpu") process.send?.(cpuTimeUs());
  if (request === "stalls") process.send?.(stalls());
  if (request === "heap") process.send?.(heapMbAfterCollection());
});
process.send?.({ port });

async function serve(): Promise<number> {
  const answers: Answers = JSON.parse(process.env[answersVariable] ?? "{}");
  if (kind === "bare") return serveBare(answers);
  const { serveProduct, serveEmpty } = await import("./serve-in-host.ts");
  return kind === "empty" ? serveEmpty(directory, answers) : serveProduct(directory);
}

/** The least that an HTTP service in Node.js can do: parse the body and return a fixed answer as JSON. */
async function serveBare(answers: Answers): Promise<number> {
  const server = createServer((request, response) => {
    const answer = answers[request.url?.slice(request.url.lastIndexOf("/") + 1) ?? ""];
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString());
      const body = JSON.stringify(answer);
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      response.writeHead(200, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** The event loop is watched from the first request on. */
function stalls() {
  loop ??= watchLoop();
  return loop.take();
}

function heapMbAfterCollection(): number {
  const collect = (): void => globalThis.gc?.();
  if (loop === undefined) collect();
  else loop.without(collect);
  return process.memoryUsage().heapUsed / 2 ** 20;
}

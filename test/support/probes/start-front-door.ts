import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A gateway before an app: its address is known before the app runs. It passes on whatever comes, to the app that it is given. */
export async function startFrontDoor() {
  let appUrl = "";
  const passOn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _host, connection: _connection, ...passed } = request.headers;
    const headers = Object.entries(passed).map(([name, value]): [string, string] => [name, String(value)]);
    const answer = await fetch(`${appUrl}${request.url}`, { method: "POST", headers, body: Buffer.concat(chunks) });
    response.writeHead(answer.status, { "x-probe": answer.headers.get("x-probe") ?? "" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  // The app may end while a probe is on its way.
  const server = createServer((request, response) => {
    passOn(request, response).catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    leadTo: (app: { readonly url: string }) => {
      appUrl = app.url;
    },
  };
}

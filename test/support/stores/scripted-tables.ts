import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TableClient } from "@azure/data-tables";
import { onTestFinished } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import type { WireAnswer } from "./lies.ts";
import type { TablesRequest } from "./start-proxy.ts";

const key = Buffer.from("a key of nobody").toString("base64");

/** A client of a table with scripted answers. It ends with the test. */
export async function scriptedTable(answer: (request: TablesRequest) => WireAnswer): Promise<TableClient> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = "GET", url = "" } = request;
    const { status, headers, body: answered } = answer({ method, path: decodeURIComponent(url), body });
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
    response.writeHead(status).end(answered);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}/account`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=${key};TableEndpoint=${endpoint};`;
  return tableClient({ connectionString }, "Scripted");
}

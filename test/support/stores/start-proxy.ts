import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  request as openRequest,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { freePort } from "../../../tools/free-port.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import type { Lie, WireAnswer } from "./lies.ts";

/** What can be made to go wrong between a client and Azurite. */
export type TablesFault =
  | { readonly kind: "none" }
  /** Connections are refused, and those that are open are destroyed. */
  | { readonly kind: "down" }
  /** Requests, or those alone of this method or whose path ends so, are taken, but neither carried out nor answered. */
  | { readonly kind: "silent"; readonly path?: string; readonly method?: string }
  /** Requests are carried out, and answered so much later. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** Writes are carried out, but one in so many is not answered: its connection is destroyed. Its repetition is answered. */
  | { readonly kind: "lost-answer"; readonly oneIn: number }
  /** Requests of these are answered with something else. What is not carried out never reaches Azurite. */
  | {
      readonly kind: "lying";
      readonly lie: Lie;
      readonly about: (request: TablesRequest) => boolean;
      readonly carriedOut: boolean;
    };

/** A request to Table Storage: `path` as it was requested, with its query, and the body as text. */
export type TablesRequest = { readonly method: string; readonly path: string; readonly body: string };

export type TablesProxy = {
  readonly connectionString: string;
  /** Replaces the present fault. Requests that are held lose their connection. */
  inject(fault: TablesFault): Promise<void>;
  /** The next answer to a request of this method is lost on its way; the request itself is carried out. */
  loseAnswerTo(method: string): void;
  /** From now on no answer comes at all. */
  fallSilent(): void;
  /** Answers that were lost so far. */
  lost(): number;
  /** Requests that wait for an answer because of a "silent" fault. */
  held(): number;
  /** How often was lied since the present fault was injected. */
  lies(): number;
};

/** Stands between a client and Azurite and injects faults. It ends with the test. */
export async function startProxy(tables: Tables): Promise<TablesProxy> {
  let fault: TablesFault = { kind: "none" };
  let losing: string | null = null;
  let writes = 0;
  let lost = 0;
  let told = 0;
  const lostIds = new Set<unknown>();
  const held = new Set<ServerResponse>();

  const isHeld = ({ url = "", method = "" }: IncomingMessage): boolean =>
    fault.kind === "silent" && url.endsWith(fault.path ?? "") && method === (fault.method ?? method);

  const isLost = ({ method, headers }: IncomingMessage): boolean => {
    if (method === losing) {
      losing = null;
      return true;
    }
    if (fault.kind !== "lost-answer" || method === "GET") return false;
    // The client's repetitions carry the id of its first try.
    const id = headers["x-ms-client-request-id"];
    if (lostIds.has(id) || ++writes % fault.oneIn !== 0) return false;
    lostIds.add(id);
    return true;
  };
  const countLie = (): void => {
    told += 1;
  };
  const server = createServer(async (request, response) => {
    response.on("error", () => {}).on("close", () => held.delete(response));
    if (isHeld(request)) {
      held.add(response);
      return void request.resume();
    }
    if (fault.kind === "lying") return answerLying(request, response, tables.port, fault, countLie);
    const forwarded = forward(request, tables.port);
    forwarded.on("error", () => response.destroy());
    forwarded.on("response", (answer) => {
      if (isLost(request)) {
        lost += 1;
        return void answer.resume().on("end", () => response.destroy());
      }
      if (fault.kind === "slow") setTimeout(relay, fault.delayMs, answer, response);
      else relay(answer, response);
    });
  });
  const port = await freePort();
  await listen(server, port);
  onTestFinished(() => close(server));
  return {
    connectionString: tables.connectionString.replace(`127.0.0.1:${tables.port}`, `127.0.0.1:${port}`),
    inject: async (next) => {
      fault = next;
      told = 0;
      for (const response of held) response.destroy();
      await (fault.kind === "down" ? close(server) : listen(server, port));
    },
    loseAnswerTo: (method) => {
      losing = method;
    },
    fallSilent: () => {
      fault = { kind: "silent" };
    },
    lost: () => lost,
    held: () => held.size,
    lies: () => told,
  };
}

async function listen(server: Server, port: number): Promise<void> {
  if (server.listening) return;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function forward(request: IncomingMessage, port: number) {
  const { method, url, headers } = request;
  return request.pipe(openRequest({ host: "127.0.0.1", port, method, path: url, headers }));
}

type Lying = Extract<TablesFault, { kind: "lying" }>;

/** Answers from hand to hand: what is about to be lied about is read whole first. */
async function answerLying(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  fault: Lying,
  onLie: () => void,
) {
  const body = await text(request);
  const { method = "GET", url = "", headers } = request;
  const isLie = fault.about({ method, path: decodeURIComponent(url), body });
  if (isLie) onLie();
  const genuine = isLie && !fault.carriedOut ? nothingDone : await ask({ port, method, path: url, headers }, body);
  const answer = isLie ? fault.lie(genuine) : genuine;
  const { "content-length": _, "transfer-encoding": __, connection: ___, ...rest } = answer.headers;
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) response.setHeader(name, value);
  response.writeHead(answer.status);
  response.end(answer.body);
}

const nothingDone: WireAnswer = { status: 204, headers: {}, body: "" };

function ask(options: RequestOptions, body: string): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const asked = openRequest({ host: "127.0.0.1", ...options }, async (answer) => {
      resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: await text(answer) });
    });
    asked.on("error", reject).end(body);
  });
}

function relay(answer: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed) return void answer.resume();
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(response);
}

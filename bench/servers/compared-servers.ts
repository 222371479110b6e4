import { type CallKind, callMakers } from "../traffic/calls.ts";
import { makeRandom } from "../traffic/random.ts";
import { type ForkedServer, forkServer } from "./fork-server.ts";
import { type Answers, answersVariable, type ServerKind } from "./messages.ts";
import { startStores, startWebhook } from "./stores.ts";
import type { Keep } from "./with-processes.ts";

export type ComparedServers = ReadonlyMap<ServerKind, ForkedServer>;

/**
 * Starts the product with its stores, and the other servers with the product's own answers, so that all of them send the same
 * number of bytes.
 */
export async function startComparedServers(keep: Keep): Promise<ComparedServers> {
  const product = await startWebhook(await startStores(keep), keep);
  const answers = withAnswers({
    ordinary: await answerTo("ordinary", product.port),
    emergency: await answerTo("emergency", product.port),
  });
  const empty = keep(await forkServer("empty", answers));
  const bare = keep(await forkServer("bare", answers));
  return new Map([["product", product] as const, ["empty", empty], ["bare", bare]]);
}

/** The environment of a server that gives these answers. */
export const withAnswers = (answers: Answers): NodeJS.ProcessEnv => ({ [answersVariable]: JSON.stringify(answers) });

async function answerTo(kind: CallKind, port: number): Promise<unknown> {
  const body = JSON.stringify(callMakers[kind](makeRandom(5)));
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/call-setup`, { method: "POST", body });
  return response.json();
}

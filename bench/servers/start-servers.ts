import { type ForkedServer, forkServer } from "./fork-server.ts";
import { keepRunning } from "./keep-running.ts";
import { type Answers, answersVariable, type ServerKind } from "./messages.ts";
import { startStores, startWebhook } from "./start-product.ts";

export type Servers = {
  readonly byKind: ReadonlyMap<ServerKind, ForkedServer>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts the product with its stores, asks it by `readAnswers` what it answers, and starts the other servers with those
 * answers, so that all of them send the same number of bytes.
 */
export const startServers = (readAnswers: (port: number) => Promise<Answers>): Promise<Servers> =>
  keepRunning(async ({ keep, stopAll }) => {
    const product = await startWebhook(await startStores({ keep }), { keep });
    const answers = { [answersVariable]: JSON.stringify(await readAnswers(product.port)) };
    const empty = keep(await forkServer("empty", answers));
    const bare = keep(await forkServer("bare", answers));
    return { byKind: new Map([["product", product] as const, ["empty", empty], ["bare", bare]]), stop: stopAll };
  });

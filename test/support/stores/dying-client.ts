import type { TableClient } from "@azure/data-tables";

/** A client of a process that is killed: so many requests are carried out, and then nothing more ever is. */
export type DyingClient = { readonly client: TableClient; readonly requests: () => number };

const writes = new Set(["createEntity", "updateEntity", "upsertEntity", "deleteEntity", "submitTransaction"]);

/** Counts the requests that change something, of which only the first `carriedOut` reach the store. Reading goes on until then. */
export function dyingAfter(client: TableClient, carriedOut: number): DyingClient {
  const { clients, requests } = dyingTogether({ client }, carriedOut);
  return { client: clients.client, requests };
}

/** The same for all clients of one process: their requests are counted together. */
export function dyingTogether<Name extends string>(
  clients: Readonly<Record<Name, TableClient>>,
  carriedOut: number,
): { readonly clients: Readonly<Record<Name, TableClient>>; readonly requests: () => number } {
  let requests = 0;
  const dead = (): boolean => requests > carriedOut;
  const dying = (client: TableClient): TableClient =>
    new Proxy(client, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...parameters: unknown[]) => {
          if (writes.has(String(name))) requests += 1;
          if (dead()) return Promise.reject(new Error("killed"));
          return Reflect.apply(member, target, parameters);
        };
      },
    });
  const entries = Object.entries<TableClient>(clients).map(([name, client]) => [name, dying(client)]);
  return { clients: Object.fromEntries(entries), requests: () => requests };
}

import type { TableClient } from "@azure/data-tables";
import type { Entity } from "./entity.ts";
import { noAnswer, tableCall } from "./table-call.ts";

export type PageQuery = {
  /** What is being read, in words, for the error when that fails. */
  readonly call: string;
  /** In OData. */
  readonly filter: string;
  /** The columns that are wanted; all of them when none is named. */
  readonly select?: readonly string[];
  /** How many rows to ask for at once, at most 1,000. */
  readonly pageSize: number;
  /** How long each page may take. */
  readonly deadlineMs: number;
  /** Whether the next page is requested while this one is processed: for callers that read to the end. */
  readonly ahead?: boolean;
};

/**
 * Reads page after page, each one request with its own deadline. A page may be empty and yet have
 * others after it. Throws a DependencyError when the store does not answer, or not in time, or with something else than rows.
 */
export async function* readPages(
  client: TableClient,
  query: PageQuery,
): AsyncGenerator<readonly Entity[], void, undefined> {
  let pending: Promise<Page> | null = readPage(client, query, undefined);
  while (pending !== null) {
    const { entities, continuationToken }: Page = await pending;
    const askForNext = (): Promise<Page> | null =>
      continuationToken === undefined ? null : readPage(client, query, continuationToken);
    const askedAhead = query.ahead === true ? askForNext() : null;
    // A caller that stops reading does not wait for the page that was requested ahead.
    askedAhead?.catch(() => undefined);
    yield entities;
    pending = askedAhead ?? askForNext();
  }
}

/** The first rows that a query finds, no more than one page. */
export async function readFirstPage(client: TableClient, query: Omit<PageQuery, "ahead">): Promise<readonly Entity[]> {
  return (await readPage(client, query, undefined)).entities;
}

type Page = { readonly entities: readonly Entity[]; readonly continuationToken: string | undefined };

/** A listing keeps the signal it began with, so that every page begins one: only then does its own deadline end it. */
async function readPage(
  client: TableClient,
  { call, filter, select, pageSize, deadlineMs }: PageQuery,
  continuationToken: string | undefined,
): Promise<Page> {
  const queryOptions = { filter, ...(select === undefined ? {} : { select: [...select] }) };
  const settings = { maxPageSize: pageSize, ...(continuationToken === undefined ? {} : { continuationToken }) };
  const hasKeys = keysOf(select);
  return tableCall(call, deadlineMs, async (abortSignal) => {
    const page = await client.listEntities({ queryOptions, abortSignal }).byPage(settings).next();
    if (page.done === true) return { entities: [], continuationToken: undefined };
    const entities: readonly Entity[] = page.value;
    if (!entities.every(hasKeys)) throw noAnswer("200 with rows that have no keys");
    const next = page.value.continuationToken;
    if (next !== undefined && next === continuationToken) throw noAnswer("200 with the same page again");
    return { entities, continuationToken: next };
  });
}

/** Tells rows from what has not the keys that were asked for. */
function keysOf(select: readonly string[] | undefined): (entity: Entity) => boolean {
  const asked = select?.map((column) => column.toLowerCase());
  const has = (key: "partitionKey" | "rowKey", entity: Entity): boolean =>
    asked?.includes(key.toLowerCase()) === false || typeof entity[key] === "string";
  return (entity) => has("partitionKey", entity) && has("rowKey", entity);
}

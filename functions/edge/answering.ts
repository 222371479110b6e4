import type { HttpHandler, HttpRequest, HttpResponseInit } from "@azure/functions";
import type * as z from "zod";
import type { Caller } from "../../shared/identity/caller.ts";
import type { InputFault } from "../../shared/input-fault.ts";
import { requireContentType } from "./content-type.ts";
import type { IdentifiedHandler } from "./guard.ts";
import { problem } from "./problem.ts";
import { readQuery } from "./read-query.ts";
import { withSecurityHeaders } from "./security-headers.ts";

/** A handler that does nothing before the query was found to have a meaning throughout, with the schemas that queries can have. */
export type QueriedHandler = IdentifiedHandler & { readonly queries: readonly z.ZodObject[] };

/** What a route answers to somebody who may ask, once its query is read. */
export type Answerer<Query> = (request: HttpRequest, caller: Caller, query: Query) => Promise<HttpResponseInit>;

/**
 * The one way from a request to what it asks for: every parameter that has no meaning for it is refused with 400, and a body
 * of another type than the format that the query names with 415.
 */
export const answering = <Schema extends z.ZodObject>(
  schema: Schema,
  answer: Answerer<z.infer<Schema>>,
): QueriedHandler =>
  Object.assign(
    async (request: HttpRequest, caller: Caller) => {
      const read = readQuery(request, schema);
      if (read.outcome === "faulty") return refuseQuery(read.faults);
      const refused = request.method === "POST" ? requireContentType(request, formatOf(read.value)) : null;
      return refused ?? answer(request, caller, read.value);
    },
    { queries: [schema] },
  );

/** How the body is written: JSON unless the query has another word for it. */
const formatOf = (query: object): "json" | "csv" => ("format" in query && query.format === "csv" ? "csv" : "json");

/** Where one route does two things: the request says which, and each has its own query. */
export const oneOf = (
  choose: (request: HttpRequest) => QueriedHandler,
  handlers: readonly QueriedHandler[],
): QueriedHandler =>
  Object.assign<IdentifiedHandler, Pick<QueriedHandler, "queries">>(
    (request, caller, context) => choose(request)(request, caller, context),
    { queries: handlers.flatMap(({ queries }) => queries) },
  );

/** The same for what anybody may ask. */
export const answeringAnybody =
  <Schema extends z.ZodObject>(
    schema: Schema,
    answer: (query: z.infer<Schema>) => Promise<HttpResponseInit>,
  ): HttpHandler =>
  async (request) => {
    const read = readQuery(request, schema);
    return withSecurityHeaders(read.outcome === "faulty" ? refuseQuery(read.faults) : await answer(read.value));
  };

export const refuseQuery = (faults: readonly InputFault[]): HttpResponseInit =>
  problem(400, "the query is not valid; nothing was done", faults);

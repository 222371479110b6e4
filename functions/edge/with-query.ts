import type { HttpHandler, HttpRequest, HttpResponseInit } from "@azure/functions";
import type * as z from "zod";
import type { Caller } from "../../shared/identity/caller.ts";
import type { InputFault } from "../../shared/input-fault.ts";
import { type BodyFormat, requireContentType } from "./content-type.ts";
import type { IdentifiedHandler } from "./guard.ts";
import { problem } from "./problem.ts";
import { readQuery } from "./read-query.ts";
import { withSecurityHeaders } from "./security-headers.ts";

/**
 * A handler that checks the query of a request before anything else. `queries` are the schemas that it checks by. The type
 * keeps a route without a schema from compiling.
 */
export type QueryHandler = IdentifiedHandler & { readonly queries: readonly z.ZodObject[] };

/** Answers an admitted caller whose query is valid. */
export type AnswerQuery<Query> = (request: HttpRequest, caller: Caller, query: Query) => Promise<HttpResponseInit>;

/**
 * Makes a handler that reads the query by `schema`. It answers 400 for every parameter that the route does not know, and 415
 * for a body of another type than the query's `format` says.
 */
export const withQuery = <Schema extends z.ZodObject>(
  schema: Schema,
  answer: AnswerQuery<z.infer<Schema>>,
): QueryHandler =>
  Object.assign(
    async (request: HttpRequest, caller: Caller) => {
      const read = readQuery(request, schema);
      if (read.outcome === "faulty") return invalidQuery(read.faults);
      const refused = request.method === "POST" ? requireContentType(request, formatOf(read.value, request)) : null;
      return refused ?? answer(request, caller, read.value);
    },
    { queries: [schema] },
  );

/** JSON unless the query or the path says another one; GeoJSON for boundaries. */
function formatOf(query: object, { params }: Pick<HttpRequest, "params">): BodyFormat {
  const format = "format" in query ? query.format : params.format;
  if (format === "csv" || format === "folder") return format;
  return "keys" in query && query.keys === "boundary" ? "geo-json" : "json";
}

/** One route that does two things, each with its own query; `choose` picks the handler by the request. */
export const oneOf = (
  choose: (request: HttpRequest) => QueryHandler,
  handlers: readonly QueryHandler[],
): QueryHandler =>
  Object.assign<IdentifiedHandler, Pick<QueryHandler, "queries">>(
    (request, caller, context) => choose(request)(request, caller, context),
    { queries: handlers.flatMap(({ queries }) => queries) },
  );

/** As `withQuery`, for a route that needs no caller. */
export const withPublicQuery =
  <Schema extends z.ZodObject>(
    schema: Schema,
    answer: (query: z.infer<Schema>) => Promise<HttpResponseInit>,
  ): HttpHandler =>
  async (request) => {
    const read = readQuery(request, schema);
    return withSecurityHeaders(read.outcome === "faulty" ? invalidQuery(read.faults) : await answer(read.value));
  };

export const invalidQuery = (errors: readonly InputFault[]): HttpResponseInit =>
  problem(400, "the query is not valid; nothing was done", { errors });

import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../../console/api/types.ts";
import { type FetchSettings, makeFetchAgain } from "./fetch-again.ts";
import { RequestFailed } from "./request-failed.ts";
import type { SignIn } from "./sign-in.ts";

/** A component of the API's description by its name. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

export type Api = Client<paths> & { readonly server: string };

export type ApiSettings = FetchSettings & { readonly server: string; readonly signIn: SignIn };

/** The router at a server. Each request has a deadline; those that change nothing are tried again. */
export function makeApi({ server, signIn, ...settings }: ApiSettings): Api {
  const fetchAgain = makeFetchAgain(settings);
  const client = createClient<paths>({ baseUrl: `${server}/api`, fetch: fetchAgain });
  client.use({
    onRequest: async ({ request }) => {
      const authorization = await signIn();
      if (authorization !== null) request.headers.set("authorization", authorization);
      return request;
    },
  });
  return { ...client, server };
}

/** What one request of a client gives. */
type Given<Data, Fault> = { readonly data?: Data; readonly error?: Fault; readonly response: Response };

export type Answer<Data> = { readonly data: NonNullable<Data>; readonly response: Response };

/** A gateway answers with a page or with nothing, whatever the API's description says. */
export const isObject = <Value>(value: Value): value is Value & object => typeof value === "object" && value !== null;

/** Waits for a good answer. Throws a RequestFailed for any other, and for none. */
export const answerOf = async <Data>(api: Api, asking: Promise<Given<Data, unknown>>): Promise<Answer<Data>> =>
  goodAnswer(api, await received(api, asking));

/** Waits for any answer. Throws a RequestFailed for none. */
export const received = <Data, Fault>(
  { server }: Api,
  asking: Promise<Given<Data, Fault>>,
): Promise<Given<Data, Fault>> =>
  asking.catch((error: unknown) => {
    throw RequestFailed.without(server, error);
  });

/** Throws a RequestFailed for any answer but a good one. */
export function goodAnswer<Data>({ server }: Api, { data, error, response }: Given<Data, unknown>): Answer<Data> {
  if (!response.ok) throw RequestFailed.by(server, response.status, error);
  if (data === undefined || data === null) throw RequestFailed.strange(server);
  return { data, response };
}

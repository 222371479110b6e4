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

/**
 * Waits for a good answer that has these members. Throws a RequestFailed for any other, and for none: what is not the router
 * may answer with JSON too.
 */
export async function answerOf<Data>(
  api: Api,
  asking: Promise<Given<Data, unknown>>,
  ...members: readonly (keyof NonNullable<Data> & string)[]
): Promise<Answer<Data>> {
  const answer = goodAnswer(api, await received(api, asking));
  const { data } = answer;
  if (members.some((member) => !isObject(data) || !(member in data))) throw RequestFailed.strange(api.server);
  return answer;
}

/** The same for a file, which is kept as it came: the page of a proxy must not be. */
export async function fileOf<Data>(api: Api, asking: Promise<Given<Data, unknown>>): Promise<Answer<Data>> {
  const answer = await answerOf(api, asking);
  const type = answer.response.headers.get("content-type") ?? "";
  if (type === "" || /\bhtml\b/i.test(type)) throw RequestFailed.strange(api.server);
  return answer;
}

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
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null)
    throw RequestFailed.redirect(server, response.status, location);
  if (!response.ok) throw RequestFailed.by(server, response.status, error);
  if (data === undefined || data === null) throw RequestFailed.strange(server);
  return { data, response };
}

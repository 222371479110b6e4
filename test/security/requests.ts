import type { SeededApp } from "../support/app/seeded-app.ts";

export type ApiRequest = { readonly path: string; readonly method?: string; readonly body?: unknown };
export type HeaderFields = Readonly<Record<string, string>>;

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Requests of the app that runs. Paths begin after `/api/v1/`; a body is sent as JSON. */
export function requestsOf(product: () => SeededApp) {
  const send = ({ path, method = "GET", body }: ApiRequest, headers: HeaderFields = {}) =>
    fetch(`${product().app.url}/api/v1/${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const post = (path: string, body: unknown, headers: HeaderFields) => send({ method: "POST", path, body }, headers);
  return { send, post };
}

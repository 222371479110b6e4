/** An answer as it goes over the wire. */
export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
};

/** What comes instead of the answer that Table Storage gave, or would have given. */
export type Lie = (genuine: WireAnswer) => WireAnswer;

const page = "<!doctype html><html><body>Please sign in</body></html>";
const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };

/** As Table Storage heads its answers, so that nothing but what they hold tells them apart. */
export const storeHeaders = {
  "content-type": "application/json;odata=minimalmetadata",
  "x-ms-request-id": "d8b5303d-6a00-482f-bc00-47628fe0cc5f",
  "x-ms-version": "2025-11-05",
};

const says =
  (status: number, headers: WireAnswer["headers"], body: string): Lie =>
  () => ({ status, headers, body });

const storeSays = (status: number, body: string): Lie => says(status, storeHeaders, body);

export const storeError = (status: number, code: string): WireAnswer => ({
  status,
  headers: storeHeaders,
  body: JSON.stringify({ "odata.error": { code, message: { lang: "en-US", value: `${code}\nRequestId:1` } } }),
});

/** Answers to reads that Table Storage would not give, or that say nothing of the rows. */
export const lies: Readonly<Record<string, Lie>> = {
  "a page, 200": says(200, html, page),
  "a page headed as the store's answer is, 200": says(200, { ...storeHeaders, ...html }, page),
  "a page that calls itself JSON, 200": storeSays(200, page),
  "nothing, 200": says(200, {}, ""),
  "nothing but headers, 200": storeSays(200, ""),
  "JSON of another kind, 200": storeSays(200, '{"status":"ok"}'),
  "JSON without the store's headers, 200": says(200, json, '{"value":[]}'),
  "the answer to another request": ({ headers, body }) => ({
    status: 200,
    headers: { ...storeHeaders, ...headers, "x-ms-client-request-id": "another" },
    body,
  }),
  "a list of no rows of anything, 200": storeSays(200, '{"value":[]}'),
  "a list, 200": storeSays(200, "[]"),
  "null, 200": storeSays(200, "null"),
  "no list of rows, 200": storeSays(200, '{"value":{}}'),
  "rows without keys, 200": storeSays(200, '{"value":[{}],"odata.metadata":"m"}'),
  "rows that are none, 200": storeSays(200, '{"value":[1]}'),
  "nothing, 204": storeSays(204, ""),
  "nothing, 202": storeSays(202, ""),
  "half of the answer": ({ status, headers, body }) => ({
    status,
    headers: { ...storeHeaders, ...headers },
    body: body.slice(0, Math.floor(body.length / 2)),
  }),
  "a redirect to a page": says(302, { location: "/sign-in" }, ""),
  "a redirect elsewhere": says(307, { location: "http://127.0.0.1:9/" }, ""),
  "not modified": says(304, storeHeaders, ""),
  "a page, 404": says(404, html, page),
  "JSON of another kind, 404": says(404, { ...storeHeaders, ...json }, '{"error":{"code":"ResourceNotFound"}}'),
  "the store's own words from somebody else, 404": () => ({ ...storeError(404, "ResourceNotFound"), headers: json }),
  "that there is no such table": () => storeError(404, "TableNotFound"),
  "a page, 403": says(403, html, page),
  "a page, 503": says(503, { ...html, "retry-after": "60" }, page),
};

import { generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { appRoles } from "../../shared/identity/caller.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { smallConfiguration } from "../support/app/counted-app.ts";
import { signingSecret, useGuardedApp } from "../support/app/seeded-app.ts";
import { sign } from "../support/app/sign.ts";
import { countRows } from "../support/trail/trail.ts";
import { openRoutes, pages, routes, signedOnly } from "./every-route.ts";
import { bearer, requestsOf } from "./requests.ts";

// The whole product as it runs in Azure: signed calls, tokens for everything else. A caller without a right changes nothing.
const previousSecret = "what the signalling layer signs with no more";
// Few rows, as all are counted before and after the requests of each route.
const product = useGuardedApp(
  { WEBHOOK_SIGNING_SECRET_PREVIOUS: previousSecret, WEBSITE_SITE_NAME: "router" },
  smallConfiguration,
);
let stranger: Awaited<ReturnType<typeof generateKeyPair>>;

/** What Azure puts in front of an app that leaves signing in to it, and what anybody can put there where it does not. */
const forgedPrincipal = Buffer.from(
  JSON.stringify({ auth_typ: "aad", claims: [{ typ: "roles", val: "Config.Write" }] }),
).toString("base64");

const { send, post } = requestsOf(product);

beforeAll(async () => {
  stranger = await generateKeyPair("RS256");
});

/** How many rows the stores hold and how many sends came: the same before and after when nothing was done. */
async function held(): Promise<Readonly<Record<string, number>>> {
  const names = ["EmergencyConfig", "LookupTables", "AuditOutbox", "AuditTrail", "AuditByCall"];
  const counts = await Promise.all(
    names.map(async (name) => [name, await countRows(tableClient(product().tables, name))]),
  );
  return { ...Object.fromEntries(counts), sends: product().hub.sends() };
}

it("knows every HTTP function of the app", () => {
  const open = [...openRoutes, ...pages].map(({ name }) => name);
  const background = ["drain-outbox", "purge-audit", "project-audit", "tidy-configuration", "watch-calls"];
  const listed = [...routes, ...signedOnly].map(({ name }) => name);
  expect(
    [...product().app.functions].filter((name) => !open.includes(name) && !background.includes(name)).sort(),
  ).toEqual(listed.sort());
});

describe.each(routes)("$name", (route) => {
  const otherRoles = appRoles.filter((role) => role !== route.role);
  let before: Awaited<ReturnType<typeof held>>;

  beforeAll(async () => {
    before = await held();
  });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ["nothing", () => ({})],
    ["a function key", () => ({ "x-functions-key": "key" })],
    ["a forged principal", () => ({ "x-ms-client-principal": forgedPrincipal, "x-ms-client-principal-name": "admin" })],
    ["a webhook signature", () => sign(JSON.stringify(route.body ?? ""), signingSecret)],
    [
      "an expired token",
      async () =>
        bearer(await product().issuer.issue(appRoles, { claims: { exp: Math.floor(Date.now() / 1000) - 600 } })),
    ],
    [
      "a token for another application",
      async () => bearer(await product().issuer.issue(appRoles, { claims: { aud: "other" } })),
    ],
    [
      "a token signed with another key",
      async () => bearer(await product().issuer.issue(appRoles, { key: stranger.privateKey })),
    ],
  ])("answers 401 to %s", async (_, headers) => {
    const response = await send(route, await headers());
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("answers 403 to a caller with all roles but its own", async () => {
    const response = await send(route, bearer(await product().issuer.issue(otherRoles)));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ detail: `the app role ${route.role} is needed` });
  });

  it("has done nothing for any of them", async () => {
    expect(await held()).toEqual(before);
  });
});

describe.each(signedOnly)("$name", ({ path, body }) => {
  const text = JSON.stringify(body);
  const nowS = () => Math.floor(Date.now() / 1000);

  it("does what a signed request asks", async () => {
    const response = await post(path, body, sign(text, signingSecret));
    expect(response.ok).toBe(true);
    expect(await response.json()).toMatchObject({ audit: { status: "published" } });
  });

  it("does what is signed with the secret of before", async () => {
    expect((await post(path, body, sign(text, previousSecret))).ok).toBe(true);
  });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ["no signature", () => ({})],
    ["a signature of another secret", () => sign(text, `${signingSecret}!`)],
    ["a signature of another body", () => sign("{}", signingSecret)],
    ["a signature of an hour ago", () => sign(text, signingSecret, nowS() - 3600)],
    [
      "a signature cut short",
      () => ({ ...sign(text, signingSecret), "x-signature": sign(text, signingSecret)["x-signature"].slice(0, 20) }),
    ],
    [
      "a good signature's time shifted",
      () => ({ ...sign(text, signingSecret), "x-signature-timestamp": String(nowS() + 1) }),
    ],
    ["a token with every role", async () => bearer(await product().issuer.issue(appRoles))],
    ["a function key", () => ({ "x-functions-key": "key" })],
  ])("answers 401 to %s and does nothing", async (_, headers) => {
    const sends = product().hub.sends();
    const response = await post(path, body, await headers());
    expect(response.status).toBe(401);
    expect(product().hub.sends()).toBe(sends);
  });
});

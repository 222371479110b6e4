import { describe, expect, it } from "vitest";
import { type AppRole, appRoles } from "../../shared/identity/caller.ts";
import { describedApi, operationsOf } from "../shared/openapi/described-api.ts";
import { smallConfiguration } from "../support/app/counted-app.ts";
import { configurationHeld, signingSecret, useGuardedApp } from "../support/app/seeded-app.ts";
import { sign } from "../support/app/sign.ts";
import { call, openRoutes, pages, routes, signedOnly } from "./every-route.ts";
import { type ApiRequest, bearer, type HeaderFields, requestsOf } from "./requests.ts";

// A slip in a query must never be taken for a request without it: `?dryrun=true` would go live.
const product = useGuardedApp({}, smallConfiguration);

type Problem = { readonly status: number; readonly errors?: readonly { path: string; message: string }[] };

const { send } = requestsOf(product);

const token = async (roles: readonly AppRole[] = appRoles) => bearer(await product().issuer.issue(roles));

/** A route's request with a parameter more. */
const withParameter = <R extends { readonly path: string }>(route: R, parameter: string): R => ({
  ...route,
  path: `${route.path}${route.path.includes("?") ? "&" : "?"}${parameter}`,
});

const held = () => configurationHeld(product());

async function expectRefused(route: ApiRequest, headers: HeaderFields, parameter: string) {
  const answer = await send(route, headers);
  const problem = (await answer.json()) as Problem;
  expect({ asked: route.path, status: answer.status }).toEqual({ asked: route.path, status: 400 });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(problem.errors?.map(({ path }) => path)).toContain(parameter);
}

const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The parameters that a route does take, by its description. */
const operations = operationsOf(await describedApi());
const parametersOf = (name: string): readonly string[] =>
  (operations.find(({ id }) => id === camelCase(name))?.operation.parameters ?? []).flatMap((parameter) =>
    "in" in parameter && parameter.in === "query" ? [parameter.name] : [],
  );

const strays = ["dryrun=true", "dry_run=true", "DRYRUN=true", "dryRun%20=true", "force=1", "__proto__=1", "=1", "x"];

describe.each(routes)("$name", (route) => {
  it("refuses every parameter that it does not know, and does nothing", async () => {
    const before = await held();
    for (const stray of strays) {
      const [name] = new URLSearchParams(stray).keys();
      await expectRefused(withParameter(route, stray), await token(), name ?? "");
    }
    expect(await held()).toEqual(before);
  });

  it("refuses the parameters that it knows where they are given twice, are empty or in another case", async () => {
    const before = await held();
    const plain = { ...route, path: route.path.replace(/\?.*/, "") };
    for (const name of parametersOf(route.name)) {
      await expectRefused(withParameter(plain, `${name}=true&${name}=false`), await token(), name);
      await expectRefused(withParameter(plain, `${name}=`), await token(), name);
      const upper = name.toUpperCase();
      await expectRefused(withParameter(plain, `${upper}=true`), await token(), upper);
    }
    expect(await held()).toEqual(before);
  });

  it("says nothing of its parameters to a caller without the role", async () => {
    expect((await send(withParameter(route, "dryrun=true"))).status).toBe(401);
    const others = await token(appRoles.filter((role) => role !== route.role));
    expect((await send(withParameter(route, "dryrun=true"), others)).status).toBe(403);
  });
});

it.each(openRoutes)("$name refuses every parameter", async (route) => {
  for (const stray of strays) {
    const [name] = new URLSearchParams(stray).keys();
    await expectRefused(withParameter(route, stray), {}, name ?? "");
  }
  expect((await send(withParameter(route, "code=a-function-key&clientId=default"))).status).toBe(200);
});

describe("of the signalling layer", () => {
  const [, outcome] = signedOnly;

  it("a call is decided whatever its query says, and the decision names what means nothing", async () => {
    const asked = { path: "call-setup?dryRun=true&dryRun=false&x%20y=1&code=key", method: "POST", body: call };
    const answer = await send(asked, sign(JSON.stringify(call), signingSecret));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      class: "emergency",
      flags: expect.arrayContaining(["unknown:dryRun", "unknown:query"]),
    });
  });

  it("an outcome is refused, once it is known to be genuine, and nothing is recorded", async () => {
    const asked = { path: "call-outcomes?dryRun=true", method: "POST", body: outcome?.body };
    const sends = product().hub.sends();
    await expectRefused(asked, sign(JSON.stringify(outcome?.body), signingSecret), "dryRun");
    expect((await send(asked)).status).toBe(401);
    expect(product().hub.sends()).toBe(sends);
  });
});

it("every route of the app is one of these", () => {
  const timed = ["drain-outbox", "purge-audit", "project-audit", "tidy-configuration", "watch-calls"];
  const known = [...routes, ...openRoutes, ...pages, ...signedOnly].map(({ name }) => name);
  expect([...product().app.functions].filter((name) => !timed.includes(name)).sort()).toEqual(known.sort());
});

import { expect, it, onTestFinished } from "vitest";
import { monotonic } from "../../../shared/clock.ts";
import { appRoles } from "../../../shared/identity/caller.ts";
import { makeEntraIdentify } from "../../../shared/identity/entra-tokens.ts";
import { chooseAuthentication, people, startLocalIssuer } from "./local-issuer.ts";

async function startIssuer() {
  const issuer = await startLocalIssuer();
  onTestFinished(issuer.stop);
  const { ENTRA_AUTHORITY: authority, ENTRA_TENANT_ID: tenantId, ENTRA_AUDIENCE: audience } = issuer.settings;
  return { issuer, identify: makeEntraIdentify({ authority, tenantId, audience }, monotonic) };
}

it.each(people)(
  "issues a token that the app takes for the $name, with the roles of that person",
  async ({ name, objectId, roles }) => {
    const { issuer, identify } = await startIssuer();
    const token = issuer.tokens.get(`${name.toUpperCase()}_TOKEN`);
    expect(await identify(`Bearer ${token}`)).toMatchObject({
      outcome: "identified",
      caller: { name: `${name}@local-issuer.invalid (${objectId})`, roles: new Set(roles), isAuthenticated: true },
    });
  },
);

it("gives each app role to somebody, and nobody a role that there is not", () => {
  expect([...new Set(people.flatMap(({ roles }) => roles))].sort()).toEqual([...appRoles].sort());
});

it("issues tokens that no later start takes", async () => {
  const [earlier, later] = [await startIssuer(), await startIssuer()];
  const token = earlier.issuer.tokens.get("AUDITOR_TOKEN");
  expect(await later.identify(`Bearer ${token}`)).toMatchObject({ outcome: "refused" });
});

const ownTenant = "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10";

it.each([
  ["without a setting nobody is told apart", {}, { AUTHENTICATION: "none" }, false],
  ["an empty setting counts as none", { AUTHENTICATION: "" }, { AUTHENTICATION: "none" }, false],
  ["entra alone starts the local issuer", { AUTHENTICATION: "entra" }, { AUTHENTICATION: "entra" }, true],
  [
    "entra with a tenant of the operator's own asks that one",
    { AUTHENTICATION: "entra", ENTRA_TENANT_ID: ownTenant },
    { AUTHENTICATION: "entra" },
    false,
  ],
  ["what is no such setting is left to the app to refuse", { AUTHENTICATION: "no" }, { AUTHENTICATION: "no" }, false],
])("%s", async (_, environment, settings, startsIssuer) => {
  const chosen = await chooseAuthentication(environment);
  onTestFinished(() => chosen.issuer?.stop());
  expect(chosen.settings).toEqual({ ...settings, ...chosen.issuer?.settings });
  expect(chosen.issuer !== null).toBe(startsIssuer);
});

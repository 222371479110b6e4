import { createHash } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { startLocalIssuer } from "./local-issuer.ts";

const verifier = "v".repeat(43);
const redirectUri = "http://127.0.0.1:7071/console";

async function startIssuer() {
  const issuer = await startLocalIssuer();
  onTestFinished(issuer.stop);
  const { ENTRA_AUTHORITY, ENTRA_TENANT_ID, ENTRA_AUDIENCE: clientId } = issuer.settings;
  const endpoint = (name: string): string => `${ENTRA_AUTHORITY}/${ENTRA_TENANT_ID}/oauth2/v2.0/${name}`;
  const authorize = (changes: Readonly<Record<string, string>> = {}) => {
    const asked = {
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      state: "there",
      nonce: "once",
      ...changes,
    };
    return fetch(`${endpoint("authorize")}?${new URLSearchParams(asked)}`, { redirect: "manual" });
  };
  const redeem = async (form: Readonly<Record<string, string>>) => {
    const response = await fetch(endpoint("token"), { method: "POST", body: new URLSearchParams(form) });
    const body: Readonly<Record<string, string>> = JSON.parse(await response.text());
    return { status: response.status, body };
  };
  const codeFor = async (person: string): Promise<string> => {
    const location = (await authorize({ person })).headers.get("location") ?? "";
    return new URLSearchParams(new URL(location).hash.slice(1)).get("code") ?? "";
  };
  const codeGrant = (code: string, changes: Readonly<Record<string, string>> = {}) => ({
    grant_type: "authorization_code",
    client_id: clientId,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    code,
    ...changes,
  });
  return { issuer, authorize, redeem, codeFor, codeGrant };
}

const claimsOf = (token = "") => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

it("lists who may sign in", async () => {
  const { authorize } = await startIssuer();
  expect(await (await authorize()).text()).toMatch(/reader<.*configurer<.*auditor</);
});

it("sends the chosen person back with a code, which is good for tokens of that person once", async () => {
  const { redeem, codeFor, codeGrant } = await startIssuer();
  const code = await codeFor("reader");
  const { status, body } = await redeem(codeGrant(code));
  expect(status).toBe(200);
  expect(claimsOf(body.access_token)).toMatchObject({ roles: ["Config.Read", "Audit.Read"] });
  expect(claimsOf(body.id_token)).toMatchObject({ nonce: "once" });
  expect(await redeem(codeGrant(code))).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
});

it.each([
  ["another verifier", { code_verifier: "w".repeat(43) }],
  ["another client", { client_id: "other" }],
  ["another address", { redirect_uri: "http://127.0.0.1:1/console" }],
])("gives no token for a code with %s", async (_, changes) => {
  const { redeem, codeFor, codeGrant } = await startIssuer();
  expect(await redeem(codeGrant(await codeFor("reader"), changes))).toMatchObject({ status: 400 });
});

it("renews a token until it is told not to", async () => {
  const { issuer, redeem, codeFor, codeGrant } = await startIssuer();
  const { body } = await redeem(codeGrant(await codeFor("auditor")));
  const renewal = { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" };
  expect(claimsOf((await redeem(renewal)).body.access_token)).toMatchObject({ oid: expect.stringMatching(/e03$/) });
  issuer.behave({ renews: false });
  expect(await redeem(renewal)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
});

it.each([
  ["an address elsewhere", { redirect_uri: "https://elsewhere.example/" }],
  ["another client", { client_id: "other" }],
  ["no challenge", { code_challenge_method: "plain" }],
])("sends nobody anywhere for %s", async (_, changes) => {
  const { authorize } = await startIssuer();
  expect((await authorize({ person: "reader", ...changes })).status).toBe(400);
});

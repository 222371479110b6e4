import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { type Person, people } from "./people.ts";

/** What Entra ID is to a deployed app, on this machine: one tenant with its published keys, and tokens for three people. */
export type LocalIssuer = {
  /** The app settings by which the app asks this issuer for its keys. */
  readonly settings: Readonly<Record<"ENTRA_AUTHORITY" | "ENTRA_TENANT_ID" | "ENTRA_AUDIENCE", string>>;
  /** By the name of an environment variable, `READER_TOKEN`. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly stop: () => void;
};

const tenantId = "4a1f0c9e-0000-4000-8000-10ca11550e01";
const audience = "4a1f0c9e-0000-4000-8000-10ca11550e02";
const keyId = "local-issuer";
/** A working day. The key is made at each start, so that no token outlives it. */
const tokenLifetimeS = 8 * 3_600;

/** Starts it on any free port of 127.0.0.1. */
export async function startLocalIssuer(): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: keyId, use: "sig" }] });
  const server = createServer(({ url }, response) => {
    if (url !== `/${tenantId}/discovery/v2.0/keys`) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "application/json" }).end(keys);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issue = async (person: Person): Promise<readonly [string, string]> => [
    `${person.name.toUpperCase()}_TOKEN`,
    await new SignJWT(claimsOf(person, authority))
      .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT" })
      .sign(privateKey),
  ];
  return {
    settings: { ENTRA_AUTHORITY: authority, ENTRA_TENANT_ID: tenantId, ENTRA_AUDIENCE: audience },
    tokens: new Map(await Promise.all(people.map(issue))),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The claims of a version 2.0 access token of Entra ID. */
function claimsOf({ name, objectId, roles }: Person, authority: string) {
  const nowS = Math.floor(Date.now() / 1000);
  return {
    iss: `${authority}/${tenantId}/v2.0`,
    aud: audience,
    iat: nowS,
    nbf: nowS,
    exp: nowS + tokenLifetimeS,
    ver: "2.0",
    tid: tenantId,
    oid: objectId,
    azp: audience,
    preferred_username: `${name}@local-issuer.invalid`,
    roles: [...roles],
  };
}

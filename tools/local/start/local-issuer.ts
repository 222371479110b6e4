import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { makeSignIn } from "./sign-in.ts";

/** A test user. `objectId` is the same at every start, as in Entra ID. */
export type Person = {
  /** The token of `reader` is printed as `READER_TOKEN`. */
  readonly name: string;
  readonly objectId: string;
  /** App roles, as in infra/entra/app-roles.json. */
  readonly roles: readonly string[];
};

/** Each has the roles for one kind of work and no more. */
export const people: readonly Person[] = [
  { name: "reader", objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e01", roles: ["Config.Read", "Audit.Read"] },
  { name: "configurer", objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e02", roles: ["Config.Read", "Config.Write"] },
  { name: "approver", objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e04", roles: ["Config.Read", "Config.Approve"] },
  {
    name: "auditor",
    objectId: "5d0c2f6e-8a1b-4c3d-9e4f-1a2b3c4d5e03",
    roles: ["Audit.Read", "Audit.Export", "Audit.Read.Personal"],
  },
];

/** How the issuer behaves to the console. */
export type Conduct = {
  /** Whether it takes refresh tokens. */
  readonly renews: boolean;
  /** How old the tokens are that it issues. Of those that are too old the console does not know. */
  readonly ageS: number;
};

/** A stand-in for Entra ID on this machine: one tenant with its published keys, tokens for four users, and their sign-in. */
export type LocalIssuer = {
  /** The app settings by which the app asks this issuer for its keys. */
  readonly settings: Readonly<Record<"ENTRA_AUTHORITY" | "ENTRA_TENANT_ID" | "ENTRA_AUDIENCE", string>>;
  /** By the name of an environment variable, `READER_TOKEN`. */
  readonly tokens: ReadonlyMap<string, string>;
  /** From now on. */
  readonly behave: (conduct: Partial<Conduct>) => void;
  readonly stop: () => void;
};

const tenantId = "4a1f0c9e-0000-4000-8000-10ca11550e01";
const audience = "4a1f0c9e-0000-4000-8000-10ca11550e02";
const keyId = "local-issuer";
/** A working day. Each start makes a new key, which ends all older tokens. */
const tokenLifetimeS = 8 * 3_600;

/** Starts the issuer on any free port of 127.0.0.1. */
export async function startLocalIssuer(): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: keyId, use: "sig" }] });
  let conduct: Conduct = { renews: true, ageS: 0 };
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (claims: JWTPayload): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT" }).sign(privateKey);
  const signIn = makeSignIn({
    people,
    clientId: audience,
    renews: () => conduct.renews,
    issue: async ({ name, nonce }) => {
      const person = personOf(name);
      const { azp, ...ofThePerson } = claimsOf(person, authority, conduct.ageS);
      return {
        token_type: "Bearer",
        scope: `api://${audience}/access`,
        expires_in: tokenLifetimeS,
        access_token: await sign({ ...ofThePerson, azp }),
        id_token: await sign({ ...ofThePerson, sub: person.objectId, ...(nonce === null ? {} : { nonce }) }),
        client_info: Buffer.from(JSON.stringify({ uid: person.objectId, utid: tenantId })).toString("base64url"),
      };
    },
  });
  server.on("request", (request, response) => {
    const path = (request.url ?? "").replace(/\?.*$/, "");
    if (path === `/${tenantId}/discovery/v2.0/keys`)
      return void response.writeHead(200, { "content-type": "application/json" }).end(keys);
    const answer = Object.entries(signIn).find(([name]) => path === `/${tenantId}/oauth2/v2.0/${name}`)?.[1];
    if (answer === undefined) return void response.writeHead(404).end();
    answer(request, response).catch(() => response.destroy());
  });
  const issue = async (person: Person): Promise<readonly [string, string]> => [
    `${person.name.toUpperCase()}_TOKEN`,
    await sign(claimsOf(person, authority)),
  ];
  return {
    settings: { ENTRA_AUTHORITY: authority, ENTRA_TENANT_ID: tenantId, ENTRA_AUDIENCE: audience },
    tokens: new Map(await Promise.all(people.map(issue))),
    behave: (next) => {
      conduct = { ...conduct, ...next };
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function personOf(name: string): Person {
  const person = people.find((each) => each.name === name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

/** The claims of a version 2.0 access token of Entra ID. */
function claimsOf({ name, objectId, roles }: Person, authority: string, ageS = 0) {
  const nowS = Math.floor(Date.now() / 1000) - ageS;
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

/** The app's authentication settings, and the local issuer if it was started. */
export type Authentication = {
  readonly settings: Readonly<Record<string, string>>;
  readonly issuer: LocalIssuer | null;
};

/**
 * The default is none: only this machine can reach the app. `AUTHENTICATION=entra` alone starts the local issuer; together with
 * any `ENTRA_…` setting the app asks the real Entra ID.
 */
export async function chooseAuthentication(environment: NodeJS.ProcessEnv): Promise<Authentication> {
  const isNamed = ["ENTRA_AUTHORITY", "ENTRA_TENANT_ID", "ENTRA_AUDIENCE"].some((name) => environment[name]);
  const AUTHENTICATION = environment.AUTHENTICATION || "none";
  if (AUTHENTICATION !== "entra" || isNamed) return { settings: { AUTHENTICATION }, issuer: null };
  const issuer = await startLocalIssuer();
  return { settings: { AUTHENTICATION, ...issuer.settings }, issuer };
}

/** Printed to be pasted into a shell. */
export const describeTokens = ({ tokens }: LocalIssuer, url: string): string => `
The local issuer takes the place of Entra ID on this machine. Its tokens are for four people; paste these lines:

${[...tokens].map(([name, token]) => `export ${name}=${token}`).join("\n")}

curl -s -H "authorization: Bearer $READER_TOKEN" ${url}/api/v1/config`;

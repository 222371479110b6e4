import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { onTestFinished } from "vitest";
import type { AppRole } from "../../../shared/identity/caller.ts";

export const tenantId = "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10";
export const audience = "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21";
export const objectId = "5b1c2d3e-4f50-4a61-8b72-9c83ad94be05";

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** How a token differs from a good one. A claim of undefined is left out. */
export type TokenChanges = {
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  readonly header?: { readonly alg?: string; readonly kid?: string };
  readonly key?: KeyPair["privateKey"] | Uint8Array;
  readonly issuer?: string;
};

/** A simulated Entra ID: a server with the keys of one tenant, and tokens signed with them. */
export type TokenIssuer = {
  readonly authority: string;
  readonly keys: KeyPair;
  /** The app settings that make a router trust it. */
  readonly settings: Readonly<Record<string, string>>;
  /** How often the keys were fetched. */
  readonly asked: () => number;
  /** What the key server does from now on. */
  readonly behave: (how: "answer" | "fail" | "hang" | "babble") => void;
  readonly issue: (roles: readonly AppRole[], changes?: TokenChanges) => Promise<string>;
};

const keyId = "key-1";
let generated: Promise<KeyPair> | undefined;

/** One for all issuers of a file: making them takes long. */
function keyPair(): Promise<KeyPair> {
  generated ??= generateKeyPair("RS256", { extractable: true });
  return generated;
}

/** Starts an issuer that ends with the test, or when `onEnd` says. */
export async function startTokenIssuer(onEnd: (stop: () => void) => void = onTestFinished): Promise<TokenIssuer> {
  const keys = await keyPair();
  let asked = 0;
  let how: Parameters<TokenIssuer["behave"]>[0] = "answer";
  const server = createServer(async (_, response) => {
    asked += 1;
    if (how === "hang") return;
    if (how === "fail") return void response.writeHead(500).end();
    if (how === "babble") return void response.end("<html></html>");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: keyId, use: "sig" }] }));
  });
  const authority = `http://127.0.0.1:${await listen(server)}`;
  onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  const goodIssuer = `${authority}/${tenantId}/v2.0`;
  return {
    authority,
    keys,
    settings: {
      AUTHENTICATION: "entra",
      ENTRA_AUTHORITY: authority,
      ENTRA_TENANT_ID: tenantId,
      ENTRA_AUDIENCE: audience,
    },
    asked: () => asked,
    behave: (next) => {
      how = next;
    },
    issue: (roles, { claims, header, key, issuer = goodIssuer } = {}) => {
      const nowS = Math.floor(Date.now() / 1000);
      const good = {
        oid: objectId,
        ver: "2.0",
        tid: tenantId,
        azp: "3f1c2b4a-5d6e-4f70-8a91-b2c3d4e5f607",
        preferred_username: "operator@example.net",
        roles,
      };
      const times = { iss: issuer, aud: audience, iat: nowS, nbf: nowS, exp: nowS + 3600 };
      return new SignJWT({ ...good, ...times, ...claims })
        .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT", ...header })
        .sign(key ?? keys.privateKey);
    },
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address() as AddressInfo;
      resolve(address.port);
    });
  });

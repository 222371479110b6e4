import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request for a token, as it came. */
export type TokenRequest = { readonly resource: string; readonly clientId: string | null };

/** A simulated managed identity endpoint of App Service, which Azure Functions has too. */
export type ManagedIdentity = {
  /** What Azure sets beside it. */
  readonly settings: Readonly<Record<"IDENTITY_ENDPOINT" | "IDENTITY_HEADER", string>>;
  /** Requests that were answered with a token. */
  readonly granted: readonly TokenRequest[];
  readonly refused: readonly TokenRequest[];
};

const lifetimeS = 3_600;

/**
 * Gives tokens to the one user-assigned identity, as Azure does: learn.microsoft.com, "How to use managed identities for App
 * Service and Azure Functions", REST endpoint reference (api-version 2019-08-01). They are not signed by anybody: the
 * stand-ins of the stores look at audience and lifetime only.
 */
export async function startManagedIdentity(
  clientId: string,
  onEnd: (stop: () => void) => void,
): Promise<ManagedIdentity> {
  const secret = randomUUID();
  const granted: TokenRequest[] = [];
  const refused: TokenRequest[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const asked = { resource: searchParams.get("resource") ?? "", clientId: searchParams.get("client_id") };
    const isRight =
      request.headers["x-identity-header"] === secret &&
      searchParams.get("api-version") === "2019-08-01" &&
      asked.clientId === clientId;
    (isRight ? granted : refused).push(asked);
    response.setHeader("content-type", "application/json");
    if (!isRight) return void response.writeHead(400).end('{"statusCode":400,"message":"No such identity."}');
    response.end(JSON.stringify(tokenFor(asked.resource, clientId)));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const IDENTITY_ENDPOINT = `http://127.0.0.1:${port}/msi/token`;
  return { settings: { IDENTITY_ENDPOINT, IDENTITY_HEADER: secret }, granted, refused };
}

function tokenFor(resource: string, clientId: string) {
  const nowS = Math.floor(Date.now() / 1000);
  const claims = {
    aud: resource.replace(/\/+$/, ""),
    iss: "https://sts.windows.net/7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10/",
    iat: nowS,
    nbf: nowS - 5,
    exp: nowS + lifetimeS,
    appid: clientId,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    access_token: `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`,
    client_id: clientId,
    expires_on: String(claims.exp),
    resource,
    token_type: "Bearer",
  };
}

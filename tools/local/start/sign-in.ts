import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Who may sign in: a name, and the roles for those who choose one. */
type Choice = { readonly name: string; readonly roles: readonly string[] };

/** Who signed in, and what the application wants to find in the ID token; null for a renewal. */
export type Identity = { readonly name: string; readonly nonce: string | null };

/** The successful answer of a token endpoint (RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3) without the refresh token. */
export type IssuedTokens = Readonly<Record<string, string | number>>;

export type SignInDependencies = {
  readonly people: readonly Choice[];
  readonly clientId: string;
  readonly issue: (identity: Identity) => Promise<IssuedTokens>;
  /** Whether refresh tokens are taken now. */
  readonly renews: () => boolean;
};

/** What an authorization code is good for. */
type Grant = Identity & { readonly challenge: string; readonly redirectUri: string };

/** Answers a request whose path ends with the key. */
export type SignIn = Readonly<
  Record<"authorize" | "token" | "logout", (request: IncomingMessage, response: ServerResponse) => Promise<void>>
>;

/**
 * The endpoints of Entra ID by which the console signs people in on this machine: authorization code with PKCE (RFC 7636) and
 * refresh tokens. Nobody has a password: the page lists everybody there is.
 */
export function makeSignIn({ people, clientId, issue, renews }: SignInDependencies): SignIn {
  const grants = new Map<string, Grant>();
  const refreshTokens = new Map<string, string>();

  const answer = async (response: ServerResponse, identity: Identity): Promise<void> => {
    const refreshToken = randomUUID();
    refreshTokens.set(refreshToken, identity.name);
    sendJson(response, 200, { ...(await issue(identity)), refresh_token: refreshToken });
  };

  const redeemCode = async (response: ServerResponse, form: URLSearchParams): Promise<void> => {
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const verifier = form.get("code_verifier") ?? "";
    const isGood =
      grant !== undefined &&
      form.get("client_id") === clientId &&
      form.get("redirect_uri") === grant.redirectUri &&
      createHash("sha256").update(verifier).digest("base64url") === grant.challenge;
    return isGood ? answer(response, grant) : refuse(response, "the code is not good, or its verifier is not");
  };

  const renew = async (response: ServerResponse, form: URLSearchParams): Promise<void> => {
    const name = refreshTokens.get(form.get("refresh_token") ?? "");
    return name !== undefined && renews()
      ? answer(response, { name, nonce: null })
      : refuse(response, "the refresh token is not good any more");
  };

  return {
    authorize: async ({ url = "" }, response) => {
      const { searchParams: asked } = new URL(url, "http://127.0.0.1");
      const fault = faultOf(asked, clientId);
      if (fault !== null) return void response.writeHead(400).end(fault);
      const chosen = people.find(({ name }) => name === asked.get("person"));
      if (chosen === undefined) return sendPage(response, listPeople(people, asked));
      const code = randomUUID();
      const redirectUri = asked.get("redirect_uri") ?? "";
      const challenge = asked.get("code_challenge") ?? "";
      grants.set(code, { name: chosen.name, nonce: asked.get("nonce"), challenge, redirectUri });
      const location = `${redirectUri}#${new URLSearchParams({ code, state: asked.get("state") ?? "" })}`;
      response.writeHead(302, { location }).end();
    },
    token: async (request, response) => {
      response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
      const form = new URLSearchParams(await text(request));
      return form.get("grant_type") === "refresh_token" ? renew(response, form) : redeemCode(response, form);
    },
    logout: async (_, response) => sendPage(response, "<h1>You have signed out</h1>"),
  };
}

/** Why the console cannot have asked this; null if it can. A code goes to this machine alone. */
function faultOf(asked: URLSearchParams, clientId: string): string | null {
  if (asked.get("client_id") !== clientId) return "the client_id is not that of the application";
  if (asked.get("code_challenge_method") !== "S256") return "a code_challenge by S256 is needed";
  if (!/^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\//.test(asked.get("redirect_uri") ?? ""))
    return "the redirect_uri is not on this machine";
  return null;
}

const listPeople = (people: readonly Choice[], asked: URLSearchParams): string => {
  const links = people.map(({ name, roles }) => {
    const query = new URLSearchParams([...asked, ["person", name]]);
    return `<li><a href="?${escaped(query.toString())}">${escaped(name)}</a>: ${escaped(roles.join(", "))}</li>`;
  });
  return `<h1>Who are you?</h1><p>This local issuer takes the place of Entra ID.</p><ul>${links.join("")}</ul>`;
};

const escaped = (part: string): string => part.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

const sendPage = (response: ServerResponse, body: string): void =>
  void response
    .writeHead(200, { "content-type": "text/html; charset=utf-8" })
    .end(`<!doctype html><html lang="en"><title>Local issuer</title><main>${body}</main></html>`);

const refuse = (response: ServerResponse, why: string): void =>
  sendJson(response, 400, { error: "invalid_grant", error_description: why });

/** RFC 6749, 5.1: tokens must not be kept by a cache. */
const sendJson = (response: ServerResponse, status: number, body: object): void =>
  void response
    .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));

import {
  type AccountInfo,
  AuthError,
  type AuthenticationResult,
  CacheLookupPolicy,
  type Configuration,
  PublicClientApplication,
} from "@azure/msal-browser";
import { type Person, type SignIn, SignInEnded, session } from "./session.ts";
import type { SignInSettings } from "./settings.ts";

/** `leaving`: the browser is on its way to the sign-in. `failed`: it came back without success; `detail` says why. */
export type Started =
  | { readonly state: "signed-in" | "leaving" }
  | { readonly state: "failed"; readonly detail: string; readonly retry: () => Promise<void> };

/** How long a person may take to sign in in a window of its own, in milliseconds. */
const patienceMs = 600_000;

/** How long the sign-in service may take to renew a token, in milliseconds. */
const renewalMs = 15_000;

/** The `state` that comes back to a window of its own. */
export const windowState = "window";

/**
 * Takes the answer of the sign-in, if the browser comes from there; else goes there (authorization code with PKCE, RFC 7636).
 * Tokens are kept in memory alone. A new load of the page goes to the sign-in again, which knows the person by its own cookie.
 */
export async function startSignIn(settings: SignInSettings): Promise<Started> {
  const client = new PublicClientApplication(configurationOf(settings, "memoryStorage"));
  const leave = async (): Promise<void> =>
    (await leavingClient(settings)).loginRedirect({
      scopes: [settings.scope],
      state: `${location.pathname}${location.search}`,
    });
  try {
    await client.initialize();
    const result = await client.handleRedirectPromise({ navigateToLoginRequestUrl: false });
    if (result === null) {
      await leave();
      return { state: "leaving" };
    }
    goBackTo(result.state);
    begin(client, settings, result);
    return { state: "signed-in" };
  } catch (error) {
    return { state: "failed", detail: reasonOf(error), retry: leave };
  }
}

/**
 * MSAL refuses to leave the page with its tokens in memory, as those are lost. This client has none: it only leaves. What the
 * sign-in needs afterwards (state, PKCE verifier) is in `sessionStorage` meanwhile: the other one takes it from there and clears it.
 */
async function leavingClient(settings: SignInSettings): Promise<PublicClientApplication> {
  const client = new PublicClientApplication(configurationOf(settings, "sessionStorage"));
  await client.initialize();
  return client;
}

/**
 * The endpoints are those of Entra ID, so nothing is asked from anywhere to find them. MSAL takes no authority over plain HTTP,
 * as a local issuer's is: it only compares the name, and uses the endpoints.
 */
function configurationOf(
  { authority, tenantId, clientId }: SignInSettings,
  cacheLocation: "memoryStorage" | "sessionStorage",
): Configuration {
  const endpoint = (path: string): string => `${authority}/${tenantId}/${path}`;
  const authorityMetadata = JSON.stringify({
    issuer: endpoint("v2.0"),
    authorization_endpoint: endpoint("oauth2/v2.0/authorize"),
    token_endpoint: endpoint("oauth2/v2.0/token"),
    end_session_endpoint: endpoint("oauth2/v2.0/logout"),
    jwks_uri: endpoint("discovery/v2.0/keys"),
  });
  return {
    auth: {
      clientId,
      authority: endpoint("").replace(/^http:/, "https:"),
      authorityMetadata,
      knownAuthorities: [new URL(authority).host],
      redirectUri: `${location.origin}/console`,
      postLogoutRedirectUri: null,
    },
    cache: { cacheLocation },
    system: { popupBridgeTimeout: patienceMs },
  };
}

/** The page that the person wanted to see before signing in. Only one of this console. */
function goBackTo(state: string | undefined): void {
  history.replaceState(null, "", state?.startsWith("/console") ? state : "/console");
}

function begin(client: PublicClientApplication, settings: SignInSettings, first: AuthenticationResult): void {
  const scopes = [settings.scope];
  let account: AccountInfo = first.account;
  const signIn: SignIn = {
    token: async ({ renewed }) => {
      // No iframe: the Content-Security-Policy allows none, and browsers hide the sign-in's cookie from it.
      const cacheLookupPolicy = renewed ? CacheLookupPolicy.RefreshToken : CacheLookupPolicy.AccessTokenAndRefreshToken;
      try {
        return take(await withinTime(client.acquireTokenSilent({ scopes, account, cacheLookupPolicy })));
      } catch (error) {
        if (!needsPerson(error)) throw error;
        session.value = { state: "ended", person: personOf(account), signIn };
        throw new SignInEnded("Your sign-in has ended.", { cause: error });
      }
    },
    again: async () => {
      take(
        await client.acquireTokenPopup({
          scopes,
          loginHint: account.username,
          state: windowState,
          overrideInteractionInProgress: true,
        }),
      );
    },
    out: async () => (await leavingClient(settings)).logoutRedirect({ account }),
  };
  /** The roles of a new token may be others. */
  const take = (result: AuthenticationResult): string => {
    account = result.account;
    const before = session.peek();
    const isNew = before.state !== "signed-in" || rolesOf(account).join() !== [...before.person.roles].join();
    if (isNew) session.value = { state: "signed-in", person: personOf(account), signIn };
    return result.accessToken;
  };
  take(first);
}

const personOf = (account: AccountInfo): Person => ({ name: account.username, roles: new Set(rolesOf(account)) });

/** The page and its API are one application, so the ID token has the roles of the access token. */
const rolesOf = ({ idTokenClaims }: AccountInfo): readonly string[] => idTokenClaims?.roles ?? [];

/** A connection that is lost comes back without the person. */
const connectionLost = ["no_network_connectivity", "post_request_failed", "failed_to_parse_response"];

const needsPerson = (error: unknown): boolean =>
  error instanceof AuthError && !connectionLost.includes(error.errorCode);

async function withinTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the sign-in service does not answer")), renewalMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const reasonOf = (error: unknown): string =>
  error instanceof AuthError ? error.errorMessage || error.errorCode : String(error);

import { isPrivate } from "./server-address.ts";

/** Finds the value of `Authorization` for a server; null where nobody signs in. Throws a SignInError. */
export type SignIn = () => Promise<string | null>;

export class SignInError extends Error {}

export type SignInSettings = {
  readonly server: string;
  /** A token that somebody else got: `ECR_TOKEN`. */
  readonly token: string | null;
  /** What a token is asked for: `ECR_SCOPE`. Without it the server says. */
  readonly scope: string | null;
  readonly deadlineMs: number;
  /** Ends the asking, with its reason. */
  readonly interrupt?: AbortSignal | undefined;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
};

type Found = { readonly authorization: string | null; readonly untilMs: number };

const nobody: Found = { authorization: null, untilMs: Number.POSITIVE_INFINITY };
/** Nobody can say now whether somebody signs in: it is asked again for the next request. */
const unknown: Found = { authorization: null, untilMs: 0 };
/** A token is replaced so long before it ends. */
const earlyMs = 5 * 60_000;

/**
 * Asked for when the first request is made, and again before the token ends. The identity library is loaded only where the
 * server wants a token.
 */
export function makeSignIn(settings: SignInSettings): SignIn {
  const { now = Date.now } = settings;
  let known: Promise<Found> | undefined;
  const find = (): Promise<Found> => {
    const asked = findToken(settings);
    known = asked;
    // What failed is asked for again: a watch goes on.
    asked.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked;
  };
  return async () => {
    const before = known;
    const found = await (before ?? find());
    if (before === undefined || found.untilMs > now()) return found.authorization;
    // Of requests that wait at once, the first one asks.
    return (await (known === before ? find() : (known ?? find()))).authorization;
  };
}

async function findToken(settings: SignInSettings): Promise<Found> {
  const { server, token } = settings;
  if (token !== null && !sendable.test(token))
    throw new SignInError("ECR_TOKEN holds a blank, a line break or another character that no token has");
  const scope = token === null ? (settings.scope ?? (await askScope(settings))) : null;
  if (scope === undefined) return unknown;
  if (token === null && scope === null) return nobody;
  if (!isPrivate(server))
    throw new SignInError(`${server} is http: a token is sent by https alone, or on this machine`);
  if (token !== null) return { authorization: `Bearer ${token}`, untilMs: Number.POSITIVE_INFINITY };
  return tokenFor(scope ?? "", settings);
}

/** What a header may hold of a token. Others would be printed with the error of the header. */
const sendable = /^[\x21-\x7e]+$/;
const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * What a token is asked for by what the server says; null where nobody signs in, undefined if it cannot say now. Only the id of
 * an application is taken from it: a server that could name any audience would be sent a token for Azure itself. The `scope`
 * that it says is for browsers.
 */
async function askScope(settings: SignInSettings): Promise<string | null | undefined> {
  const { server, fetch: send = fetch } = settings;
  const wanted = { signal: endOf(settings), redirect: "manual" } as const;
  const answer = await send(`${server}/console/settings.json`, wanted).catch(() => null);
  if (answer === null || answer.status >= 500) return undefined;
  if (!answer.ok) return null;
  const said: unknown = await answer.json().catch(() => null);
  if (typeof said !== "object" || said === null) return null;
  const clientId: unknown = Reflect.get(said, "clientId");
  if (clientId === undefined || clientId === null) return null;
  if (typeof clientId === "string" && guid.test(clientId)) return `api://${clientId}/.default`;
  throw new SignInError(`${server} names no client id by which a token could be asked for: set ECR_SCOPE`);
}

/** When asking ends at the latest. */
const endOf = ({ deadlineMs, interrupt }: SignInSettings): AbortSignal =>
  AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(interrupt === undefined ? [] : [interrupt])]);

async function tokenFor(scope: string, settings: SignInSettings): Promise<Found> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  const abortSignal = endOf(settings);
  try {
    const asked = new DefaultAzureCredential().getToken(scope, { abortSignal });
    const { token, expiresOnTimestamp } = await Promise.race([asked, whenEnded(abortSignal)]);
    return { authorization: `Bearer ${token}`, untilMs: expiresOnTimestamp - earlyMs };
  } catch (error) {
    if (settings.interrupt?.aborted === true) throw settings.interrupt.reason;
    const why = error instanceof Error ? error.message : String(error);
    throw new SignInError(`no token for ${scope}: sign in by \`az login\`, or set ECR_TOKEN.\n${why}`);
  }
}

/** Programs that a credential starts, such as `az`, do not heed its signal. */
const whenEnded = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error("nothing gave a token within the time (--timeout)"));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });

/** Where people sign in, and what the page asks for there. */
export type SignInSettings = {
  readonly authentication: "entra";
  /** The origin of the sign-in pages, such as `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly scope: string;
};

/** How people sign in, as `/console/settings.json` says. */
export type ConsoleSettings = SignInSettings | { readonly authentication: "none" };

/** Null if the app does not answer, or answers something else. */
export async function readSettings(): Promise<ConsoleSettings | null> {
  try {
    const response = await fetch("/console/settings.json", { signal: AbortSignal.timeout(10_000) });
    return settingsOf(await response.json());
  } catch {
    return null;
  }
}

function settingsOf(told: Readonly<Record<string, unknown>>): ConsoleSettings | null {
  const { authentication, authority, tenantId, clientId, scope } = told;
  if (authentication === "none") return { authentication };
  const isWhole = [authority, tenantId, clientId, scope].every((each) => typeof each === "string");
  if (authentication !== "entra" || !isWhole) return null;
  return {
    authentication,
    authority: String(authority),
    tenantId: String(tenantId),
    clientId: String(clientId),
    scope: String(scope),
  };
}

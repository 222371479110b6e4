/** How people sign in, as `/console/settings.json` says. */
export type ConsoleSettings = { readonly authentication: "entra" | "none" };

/** Null if the app does not answer, or answers something else. */
export async function readSettings(): Promise<ConsoleSettings | null> {
  try {
    const response = await fetch("/console/settings.json", { signal: AbortSignal.timeout(10_000) });
    const { authentication }: { authentication?: unknown } = await response.json();
    return authentication === "entra" || authentication === "none" ? { authentication } : null;
  } catch {
    return null;
  }
}

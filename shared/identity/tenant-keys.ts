import type { JWTVerifyGetKey } from "jose";

type Jose = typeof import("jose");

const fetchTimeoutMs = 3_000;
/** How long after a fetch an unknown key id causes the next one: forged key ids must not become requests. */
const cooldownMs = 30_000;
const refreshAfterMs = 12 * 3_600_000;
/** How old keys may be while newer ones cannot be fetched: operators must be able to log in while Entra ID is down. */
const usableForMs = 72 * 3_600_000;

/**
 * Finds the key that a token is signed with among those that the tenant publishes at `url`. They are fetched anew after 12
 * hours, and serve on for up to 72 hours while that fails. jose measures ages by the wall clock, which can be set, so that
 * its own refresh and cooldown are off. `clockMs` is monotonic.
 */
export function makeTenantKeys(url: URL, jose: Jose, clockMs: () => number): JWTVerifyGetKey {
  const never = Number.POSITIVE_INFINITY;
  const keys = jose.createRemoteJWKSet(url, {
    timeoutDuration: fetchTimeoutMs,
    cooldownDuration: never,
    cacheMaxAge: never,
  });
  let fetchedMs = Number.NEGATIVE_INFINITY;
  const ageMs = (): number => clockMs() - fetchedMs;
  const fetchKeys = async (): Promise<void> => {
    await keys.reload();
    fetchedMs = clockMs();
  };

  return async (header, token) => {
    if (ageMs() > refreshAfterMs)
      try {
        await fetchKeys();
      } catch (error) {
        if (ageMs() > usableForMs) throw error;
        // A token that the old keys do not fit may be signed with a new one: the failed fetch is to blame.
        return keys(header, token).catch(() => Promise.reject(error));
      }
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof jose.errors.JWKSNoMatchingKey) || ageMs() <= cooldownMs) throw error;
      await fetchKeys();
      return keys(header, token);
    }
  };
}

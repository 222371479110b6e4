import { type LocalIssuer, startLocalIssuer } from "./start-local-issuer.ts";

/** The app settings that say who may ask, and the local issuer where one was started. */
export type Authentication = {
  readonly settings: Readonly<Record<string, string>>;
  readonly issuer: LocalIssuer | null;
};

/**
 * Nobody but this machine can reach the app: without a setting nobody is told apart. `AUTHENTICATION=entra` alone starts
 * the local issuer; with a tenant, an audience or an authority of the operator's own that one is asked.
 */
export async function chooseAuthentication(environment: NodeJS.ProcessEnv): Promise<Authentication> {
  const isNamed = ["ENTRA_AUTHORITY", "ENTRA_TENANT_ID", "ENTRA_AUDIENCE"].some((name) => environment[name]);
  const AUTHENTICATION = environment.AUTHENTICATION || "none";
  if (AUTHENTICATION !== "entra" || isNamed) return { settings: { AUTHENTICATION }, issuer: null };
  const issuer = await startLocalIssuer();
  return { settings: { AUTHENTICATION, ...issuer.settings }, issuer };
}

/** What a newcomer pastes into a shell. */
export const describeTokens = ({ tokens }: LocalIssuer, url: string): string => `
The local issuer takes the place of Entra ID on this machine. Its tokens are for three people; paste these lines:

${[...tokens].map(([name, token]) => `export ${name}=${token}`).join("\n")}

curl -s -H "authorization: Bearer $READER_TOKEN" ${url}/api/v1/config`;

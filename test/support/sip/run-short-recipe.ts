import { signingSecret } from "../app/seeded-app.ts";
import { fillIn, recipe } from "./recipe.ts";
import { type Kamailio, runKamailio } from "./run-kamailio.ts";
import { freeUdpPort } from "./udp-port.ts";

const answerWithin = (seconds: number): string => `modparam("http_client", "connection_timeout", ${seconds})`;
const rest = (seconds: number): string => `autoexpire=${seconds};`;

/** The module's line, after which its parameters may come. */
const httpClient = 'loadmodule "http_client.so"\n';
const trusting = (authorityPath: string): string => `modparam("http_client", "cacert", "${authorityPath}")\n`;

export const shortRecipe = (): Promise<string> => recipe("kamailio.md", "The short recipe");

export type ShortRecipeOptions = {
  /** The app's two addresses. */
  readonly addresses: readonly [string, string];
  /** Where the list is, as the file `numbers`. */
  readonly directory: string;
  /** How long to wait for the app, in whole seconds. Default: what the recipe says. */
  readonly answerWithinS?: number;
  /** How long it asks no more once five calls had no decision. Default: what the recipe says. */
  readonly restS?: number;
  /** A file of certificate authorities to trust in the place of Debian's. */
  readonly authorityPath?: string;
  /** The ports of the trunks on this machine. */
  readonly trunks: { readonly ordinary: number; readonly emergency: number };
};

/** Kamailio with the short recipe. `ports`: where it takes calls, by ingress. */
export type RunningRecipe = Kamailio & { readonly ports: Readonly<Record<"zoom" | "teams", number>> };

/** Starts Kamailio with the short recipe of the documents; resolves when it answers. The caller stops it. */
export async function runShortRecipe(options: ShortRecipeOptions): Promise<RunningRecipe> {
  const { addresses, directory, trunks, authorityPath, answerWithinS = 1, restS = 10 } = options;
  const ports = { zoom: await freeUdpPort(), teams: await freeUdpPort() };
  const configuration = fillIn(await shortRecipe(), {
    "192.0.2.10:5060": `127.0.0.1:${ports.zoom}`,
    "192.0.2.10:5062": `127.0.0.1:${ports.teams}`,
    "trunk.operator.example": `127.0.0.1:${trunks.ordinary}`,
    "emergency-a.operator.example": `127.0.0.1:${trunks.emergency}`,
    "/var/lib/emergency-calls": directory,
    [answerWithin(1)]: answerWithin(answerWithinS),
    [rest(10)]: rest(restS),
    ...(authorityPath === undefined ? {} : { [httpClient]: `${httpClient}${trusting(authorityPath)}` }),
  });
  const [first, other] = addresses;
  const environment = { ECR_URL: first, ECR_OTHER_URL: other, ECR_KEY: "key", ECR_SECRET: signingSecret };
  return { ...(await runKamailio({ configuration, port: ports.zoom, environment })), ports };
}

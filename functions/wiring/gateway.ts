import { makeReadGateway } from "../../shared/watch/gateway/read-gateway.ts";
import type { CheckGatewayDependencies } from "../check-gateway.ts";
import { managedIdentity } from "./clients.ts";
import { lazy } from "./lazy.ts";
import type { Services } from "./services.ts";

/** The gateway that the settings name, and how it is read by the app's identity. */
export function gatewayOf({
  settings,
  stopping,
}: Pick<Services, "settings" | "stopping">): Pick<CheckGatewayDependencies, "readGateway" | "ingresses"> {
  const { ACG_RESOURCE_ID: resourceId, ACG_RESOURCE_MANAGER: endpoint } = settings;
  const ingresses = settings.ACG_INGRESSES?.split(",").map((name) => name.trim()) ?? [];
  if (resourceId === undefined) return { readGateway: null, ingresses };
  const identity = lazy(() => managedIdentity(settings.ACG__clientId));
  const getToken = async (scope: string, abortSignal: AbortSignal): Promise<string> => {
    const token = await (await identity()).getToken(scope, { abortSignal });
    if (token === null) throw new Error("the app's identity gave no token");
    return token.token;
  };
  return { readGateway: makeReadGateway({ endpoint, resourceId, getToken, stopping }), ingresses };
}

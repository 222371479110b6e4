import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A simulated Azure Resource Manager: the real one, and a real gateway, cannot be reached from a test. What it answers has the
 * members of `Microsoft.VoiceServices/communicationsGateways` in the public description of its API, 2023-09-01.
 */
export type SimulatedResourceManager = {
  readonly endpoint: string;
  /** The path and query of each request, and its token. */
  readonly asked: readonly { readonly url: string; readonly authorization: string | undefined }[];
};

export const gatewayId =
  "/subscriptions/7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10/resourceGroups/rg-voice/providers/Microsoft.VoiceServices/communicationsGateways/gateway-1";

/** The resource of a gateway with these dial strings. */
export const gatewayWith = (emergencyDialStrings: readonly string[]): string =>
  JSON.stringify({
    id: gatewayId,
    name: "gateway-1",
    type: "microsoft.voiceservices/communicationsgateways",
    location: "eastus",
    properties: {
      provisioningState: "Succeeded",
      status: "Complete",
      connectivity: "PublicAddress",
      e911Type: "Standard",
      platforms: ["OperatorConnect"],
      emergencyDialStrings,
    },
  });

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export const answering =
  (status: number, body = "", headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);

/** Gives the answers in turn, the last one again and again. */
export async function simulateResourceManager(
  answers: readonly Answer[],
  onEnd: (stop: () => void) => void,
): Promise<SimulatedResourceManager> {
  const asked: { readonly url: string; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ url: request.url ?? "", authorization: request.headers.authorization });
    answer?.(response, request);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, asked };
}

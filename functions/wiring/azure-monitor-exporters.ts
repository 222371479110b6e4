import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from "@azure/monitor-opentelemetry-exporter";
import type { Settings } from "../settings.ts";
import { managedIdentity } from "./clients.ts";
import type { Exporters } from "./exporters.ts";

/** To Application Insights. What cannot be sent is dropped: an instance has no disk of its own worth keeping it on. */
export async function makeAzureMonitorExporters(settings: Settings, connectionString: string): Promise<Exporters> {
  const options = { connectionString, disableOfflineStorage: true, ...(await insightsCredential(settings)) };
  return { spans: new AzureMonitorTraceExporter(options), measurements: new AzureMonitorMetricExporter(options) };
}

/** `Authorization=AAD` or `Authorization=AAD;ClientId=…`: where Application Insights takes no telemetry without an identity. */
async function insightsCredential({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: how = "" }: Settings) {
  if (!/(?:^|;)Authorization=AAD(?:;|$)/i.test(how)) return {};
  const clientId = /(?:^|;)ClientId=([^;]+)/i.exec(how)?.[1];
  return { credential: await managedIdentity(clientId) };
}

import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from "@azure/monitor-opentelemetry-exporter";
import type { Settings } from "../settings.ts";
import { managedIdentity } from "./clients.ts";

/** To Application Insights. What cannot be sent is dropped: an instance has no lasting disk to keep it on. */
export async function makeAzureMonitorExporters(settings: Settings, connectionString: string) {
  const options = { connectionString, disableOfflineStorage: true, ...(await insightsCredential(settings)) };
  return { spans: new AzureMonitorTraceExporter(options), measurements: new AzureMonitorMetricExporter(options) };
}

/** The credential for `Authorization=AAD` or `Authorization=AAD;ClientId=…`, which say that telemetry is sent by identity. */
async function insightsCredential({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: how = "" }: Settings) {
  if (!/(?:^|;)Authorization=AAD(?:;|$)/i.test(how)) return {};
  const clientId = /(?:^|;)ClientId=([^;]+)/i.exec(how)?.[1];
  return { credential: await managedIdentity(clientId) };
}

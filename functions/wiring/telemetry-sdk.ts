import { metrics, trace } from "@opentelemetry/api";
import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { describeError, type Log } from "../../shared/log.ts";
import type { Settings } from "../settings.ts";
import type { Exporters } from "./exporters.ts";

/**
 * Sends metrics (once a minute) and traces by the OpenTelemetry SDK; resolves to what ends that. The SDK's own variables for
 * sampling and for OTLP count too (`OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` and so on).
 */
export async function sendTelemetry(settings: Settings, instance: string, log: Log): Promise<() => Promise<unknown>> {
  const exporters = await makeExporters(settings, log);
  const resource = describeService(settings, instance);
  const tracing = new BasicTracerProvider({
    resource,
    spanProcessors: exporters.map(({ spans }) => new BatchSpanProcessor(spans)),
  });
  const metering = new MeterProvider({
    resource,
    readers: exporters.map(({ measurements }) => new PeriodicExportingMetricReader({ exporter: measurements })),
  });
  trace.setGlobalTracerProvider(tracing);
  metrics.setGlobalMeterProvider(metering);
  return async () => {
    await Promise.all([tracing.shutdown(), metering.shutdown()]);
    trace.disable();
    metrics.disable();
  };
}

/** Those that the settings ask for and that could be made: one that could not is logged and left out. */
async function makeExporters(settings: Settings, log: Log): Promise<readonly Exporters[]> {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  const azureMonitor = async (to: string) =>
    (await import("./azure-monitor-exporters.ts")).makeAzureMonitorExporters(settings, to);
  const otlp = async () => (await import("./otlp-exporters.ts")).makeOtlpExporters();
  const orNothing = (to: string, making: Promise<Exporters>) =>
    making.catch((error: unknown) => {
      log.warn("telemetry could not be started", { to, error: describeError(error) });
      return null;
    });
  const made = await Promise.all([
    connectionString === undefined ? null : orNothing("Application Insights", azureMonitor(connectionString)),
    endpoint === undefined ? null : orNothing("OTLP", otlp()),
  ]);
  return made.filter((exporters) => exporters !== null);
}

/** By OpenTelemetry's semantic conventions for services. */
const describeService = ({ WEBSITE_SITE_NAME: site }: Settings, instance: string): Resource =>
  resourceFromAttributes({ "service.name": site ?? "emergency-call-router", "service.instance.id": instance });

import { metrics, trace } from "@opentelemetry/api";
import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { describeError, type Log } from "../../shared/log.ts";
import type { Settings } from "../settings.ts";

/** One destination of telemetry. */
type Exporters = { readonly spans: SpanExporter; readonly measurements: PushMetricExporter };

/**
 * Starts to send metrics (once a minute) and traces by the OpenTelemetry SDK; resolves to a function that stops it. The SDK's
 * own variables for sampling and OTLP apply (`OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` and so on).
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

/** The exporters that the settings ask for. One that cannot be made is logged and left out. */
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

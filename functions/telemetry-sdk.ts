import { metrics, trace } from "@opentelemetry/api";
import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { managedIdentity } from "./clients.ts";
import type { Settings } from "./settings.ts";

type Exporters = { readonly spans: SpanExporter; readonly measurements: PushMetricExporter };

/**
 * Sends metrics (once a minute) and traces by the OpenTelemetry SDK; resolves to what ends that. The SDK's own variables for
 * sampling and for OTLP count too (`OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` and so on).
 */
export async function sendTelemetry(settings: Settings, instance: string): Promise<() => Promise<unknown>> {
  const exporters = await Promise.all([azureMonitor(settings), otlp(settings)]);
  const wanted = exporters.filter((exporter) => exporter !== null);
  const resource = describeService(settings, instance);
  const tracing = new BasicTracerProvider({
    resource,
    spanProcessors: wanted.map(({ spans }) => new BatchSpanProcessor(spans)),
  });
  const metering = new MeterProvider({
    resource,
    readers: wanted.map(({ measurements }) => new PeriodicExportingMetricReader({ exporter: measurements })),
  });
  trace.setGlobalTracerProvider(tracing);
  metrics.setGlobalMeterProvider(metering);
  return async () => {
    await Promise.all([tracing.shutdown(), metering.shutdown()]);
    trace.disable();
    metrics.disable();
  };
}

/** By OpenTelemetry's semantic conventions for services. */
const describeService = ({ WEBSITE_SITE_NAME: site }: Settings, instance: string): Resource =>
  resourceFromAttributes({ "service.name": site ?? "emergency-call-router", "service.instance.id": instance });

async function azureMonitor(settings: Settings): Promise<Exporters | null> {
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString } = settings;
  if (connectionString === undefined) return null;
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } = await import(
    "@azure/monitor-opentelemetry-exporter"
  );
  const credential = await insightsCredential(settings);
  // What cannot be sent is dropped: an instance has no disk of its own worth keeping it on.
  const options = { connectionString, disableOfflineStorage: true, ...credential };
  return { spans: new AzureMonitorTraceExporter(options), measurements: new AzureMonitorMetricExporter(options) };
}

/** `Authorization=AAD` or `Authorization=AAD;ClientId=…`: where Application Insights takes no telemetry without an identity. */
async function insightsCredential({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: how = "" }: Settings) {
  if (!/(?:^|;)Authorization=AAD(?:;|$)/i.test(how)) return {};
  const clientId = /(?:^|;)ClientId=([^;]+)/i.exec(how)?.[1];
  return { credential: await managedIdentity(clientId) };
}

async function otlp({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Settings): Promise<Exporters | null> {
  if (endpoint === undefined) return null;
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/exporter-metrics-otlp-http"),
  ]);
  return { spans: new OTLPTraceExporter(), measurements: new OTLPMetricExporter() };
}

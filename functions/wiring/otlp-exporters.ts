import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import type { Exporters } from "./exporters.ts";

// A module of its own with imports that are not dynamic: both packages are CommonJS, of which an `import()` in a bundle gives
// the default export alone.

/** To an OpenTelemetry collector; `OTEL_EXPORTER_OTLP_ENDPOINT` and the SDK's other variables say where and how. */
export const makeOtlpExporters = (): Exporters => ({
  spans: new OTLPTraceExporter(),
  measurements: new OTLPMetricExporter(),
});

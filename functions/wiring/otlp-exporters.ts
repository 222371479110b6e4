import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";

// This file has static imports and is loaded dynamically: both packages are CommonJS, and in a bundle a dynamic `import()` of
// CommonJS gives the default export alone.

/** To an OpenTelemetry collector. `OTEL_EXPORTER_OTLP_ENDPOINT` and the SDK's other variables say where and how. */
export const makeOtlpExporters = () => ({ spans: new OTLPTraceExporter(), measurements: new OTLPMetricExporter() });

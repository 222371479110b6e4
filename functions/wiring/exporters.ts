import type { PushMetricExporter } from "@opentelemetry/sdk-metrics";
import type { SpanExporter } from "@opentelemetry/sdk-trace-base";

/** Where telemetry goes to. */
export type Exporters = { readonly spans: SpanExporter; readonly measurements: PushMetricExporter };

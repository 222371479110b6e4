import { withDeadline } from "../../shared/deadline.ts";
import { describeError, type Log } from "../../shared/log.ts";
import type { Settings } from "../settings.ts";

/** Sends metrics and traces. Calls neither wait for it nor fail with it. */
export type Telemetry = {
  /** Never rejects. */
  readonly start: () => Promise<void>;
  /** Sends what is still in memory. Never rejects. */
  readonly stop: () => Promise<void>;
};

export type TelemetryDependencies = {
  readonly settings: Settings;
  readonly instance: string;
  readonly log: Log;
  readonly onStarted: () => void;
};

const stopWithinMs = 2_000;

/** Loads the SDK only if the settings name an exporter: it takes longer to load than the product itself. */
export function makeTelemetry({ settings, instance, log, onStarted }: TelemetryDependencies): Telemetry {
  let stopSending: (() => Promise<unknown>) | null = null;
  const isWanted =
    settings.APPLICATIONINSIGHTS_CONNECTION_STRING !== undefined || settings.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  return {
    start: async () => {
      if (!isWanted) return;
      try {
        const { sendTelemetry } = await import("./telemetry-sdk.ts");
        stopSending = await sendTelemetry(settings, instance, log);
        onStarted();
      } catch (error) {
        log.warn("telemetry could not be started", { error: describeError(error) });
      }
    },
    stop: async () => {
      const stopping = stopSending;
      if (stopping === null) return;
      await withDeadline(stopWithinMs, stopping).catch((error: unknown) =>
        log.warn("the last telemetry could not be sent", { error: describeError(error) }),
      );
    },
  };
}

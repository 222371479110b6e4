import { onTestFinished } from "vitest";
import { documentSchema } from "../../../shared/config/document.ts";
import { startTables, type Tables } from "../../../tools/local/tables/start-tables.ts";
import { seedTables } from "./seed-tables.ts";

const configuration = documentSchema.parse({
  territories: [{ code: "GB", callingCode: "44", routeSet: "emergency", conversion: "short-code" }],
  numbers: [{ territory: "GB", shortCode: "999", class: "emergency" }],
  conversions: [
    { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
  ],
  routeSets: [{ name: "emergency", routes: [{ name: "a", host: "a.example" }] }],
});

/** Azurite with the app's tables and a small configuration. It is stopped with the test, or by it. */
export async function startConfiguredTables(
  options: { readonly port?: number; readonly directory?: string } = {},
): Promise<Tables> {
  const tables = await startTables({ port: 0, ...options });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= tables.stop();
    return stopping;
  };
  onTestFinished(stop);
  await seedTables(tables, configuration);
  return { ...tables, stop };
}

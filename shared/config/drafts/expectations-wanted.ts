import * as z from "zod";
import { territoryCodeSchema } from "../../catalogue/territory-name.ts";
import type { ConfigDocument } from "../document.ts";

/** Which numbers to pin, and by which ingresses; null for all. */
export type ExpectationsWanted = {
  readonly territories: readonly string[] | null;
  readonly ingresses: readonly string[] | null;
};

const atMost = 1_000;

/** What a draft of expectations is asked for with. */
export const expectationsWantedSchema = z.strictObject({
  expectations: z.strictObject({
    territories: z.array(territoryCodeSchema).min(1).max(atMost).nullable().default(null),
    ingresses: z.array(z.string()).min(1).max(atMost).nullable().default(null),
  }),
});

/** The same, with the names checked against the configuration that the draft is made for. */
export function expectationsWantedIn({ territories, numbers, ingresses }: ConfigDocument) {
  const codes = new Set([...territories.map(({ code }) => code), ...numbers.map(({ territory }) => territory)]);
  const names = new Set(ingresses.map(({ name }) => name));
  const isConfigured = territoryCodeSchema.refine((code) => codes.has(code), {
    error: ({ input }) => `${String(input)} is not configured`,
  });
  const isIngress = z.string().refine((name) => names.has(name), {
    error: ({ input }) => `there is no ingress ${String(input)}`,
  });
  return z.strictObject({
    expectations: z.strictObject({
      territories: z.array(isConfigured).min(1).max(atMost).nullable().default(null),
      ingresses: z.array(isIngress).min(1).max(atMost).nullable().default(null),
    }),
  });
}

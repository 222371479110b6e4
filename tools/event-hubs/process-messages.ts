import * as z from "zod";
import { type Fault, refusals } from "./faults.ts";

const faultSchema: z.ZodType<Fault> = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["none", "cut", "busy", "silent", "lost-answer", "down"]) }),
  z.object({ kind: z.literal("refused"), by: z.enum(refusals), condition: z.string() }),
]);

/** Requests from the parent to the stand-in's process. Each is answered once, in order. */
export const requestSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("inject"), fault: faultSchema, times: z.number().optional() }),
  z.object({ type: z.literal("sends") }),
]);
export type ProcessRequest = z.infer<typeof requestSchema>;

/** Messages from the process: `ready` once, and then an answer to each request. */
export const replySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), port: z.number(), connectionString: z.string() }),
  z.object({ type: z.literal("failed"), message: z.string() }),
  z.object({ type: z.literal("injected") }),
  z.object({ type: z.literal("sends"), count: z.number() }),
]);
export type ProcessReply = z.infer<typeof replySchema>;

/** The process reads its options from these environment variables; the directory may be missing. */
export const optionsSchema = z.object({
  EVENT_HUBS_PORT: z.coerce.number().int().min(0).max(65_535),
  EVENT_HUBS_HUBS: z
    .string()
    .transform((json) => JSON.parse(json))
    .pipe(
      z.array(z.object({ name: z.string(), partitions: z.number().int().min(1), consumerGroups: z.array(z.string()) })),
    ),
  EVENT_HUBS_DIRECTORY: z.string().optional(),
});

import * as z from "zod";

/** The servers that are compared: the product, an empty function in the same host, and Node's own HTTP server. */
export const serverKinds = ["product", "empty", "bare"] as const;

export type ServerKind = (typeof serverKinds)[number];

/** What a server's process says: once that it is ready, and then its CPU time whenever it is asked for it. */
export const replySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), port: z.number() }),
  z.object({ type: z.literal("cpu"), usedUs: z.number() }),
]);

export type Reply = z.infer<typeof replySchema>;

/** What the servers beside the product answer, by the last part of the path; in the environment as JSON. */
export const answersSchema = z.record(z.string(), z.unknown());

export type Answers = z.infer<typeof answersSchema>;

/** The variable that holds them. */
export const answersVariable = "BENCH_ANSWERS";

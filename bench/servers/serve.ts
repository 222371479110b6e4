import * as z from "zod";
import { cpuTimeUs } from "../cpu-time.ts";
import { answersSchema, answersVariable, type Reply, type ServerKind, serverKinds } from "./messages.ts";
import { serveBare } from "./serve-bare.ts";
import { serveEmpty } from "./serve-empty.ts";
import { serveProduct } from "./serve-product.ts";

const starts: Readonly<Record<ServerKind, () => Promise<number>>> = {
  product: serveProduct,
  empty: () => serveEmpty(readAnswers()),
  bare: () => serveBare(readAnswers()),
};

/** Runs one server as a child process that tells its CPU time when asked, and ends with its parent. */
export async function serve(kind: string | undefined): Promise<void> {
  process.on("SIGINT", () => {});
  process.on("disconnect", () => process.exit());
  const port = await starts[z.enum(serverKinds).parse(kind)]();
  process.on("message", () => reply({ type: "cpu", usedUs: cpuTimeUs() }));
  reply({ type: "ready", port });
}

const readAnswers = () => answersSchema.parse(JSON.parse(process.env[answersVariable] ?? ""));

const reply = (message: Reply): void => void process.send?.(message);

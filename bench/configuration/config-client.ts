import type { Operation } from "../../shared/config/change/change-set.ts";
import { dangers } from "../../shared/config/dangers/danger-codes.ts";
import type { ConfigDocument } from "../../shared/config/document.ts";

/** An answer, and how long it took from sending the request to having all of it. */
export type TimedAnswer = { readonly seconds: number; readonly body: Buffer };

/** Has the product show and change its configuration. Everything rejects when the answer is not the right one. */
export type ConfigClient = {
  readonly get: (path: string) => Promise<TimedAnswer>;
  readonly importLists: (body: string | Buffer, format: "json" | "csv") => Promise<TimedAnswer>;
  /** `changeSet` as JSON. */
  readonly change: (changeSet: string) => Promise<TimedAnswer>;
  readonly restore: (version: number) => Promise<TimedAnswer>;
};

const reason = "benchmark";
const everyDanger = Object.keys(dangers);

export function configClient(port: number): ConfigClient {
  const ask = async (path: string, status: number, init: RequestInit): Promise<TimedAnswer> => {
    const startedMs = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/config${path}`, init);
    const body = Buffer.from(await response.arrayBuffer());
    const seconds = (performance.now() - startedMs) / 1_000;
    if (response.status === status) return { seconds, body };
    throw new Error(`${path} was answered with ${response.status}: ${body.toString().slice(0, 1_000)}`);
  };
  const post = (path: string, body: string | Buffer) => ask(path, 201, { method: "POST", body });
  const query = new URLSearchParams({ reason, confirm: everyDanger.join(",") });
  return {
    get: (path) => ask(path, 200, {}),
    importLists: (body, format) => post(`/imports?format=${format}&${query}`, body),
    change: (changeSet) => post("/changes", changeSet),
    restore: (version) => post(`/versions/${version}/restore`, JSON.stringify({ reason })),
  };
}

/** A change set that puts these numbers in the place of those with their keys. */
export function puttingNumbers(baseVersion: number, numbers: ConfigDocument["numbers"]): string {
  const operations = numbers.map((item): Operation => ({ op: "put", kind: "number", item }));
  return JSON.stringify({ baseVersion, reason, confirm: everyDanger, operations });
}

/** The version that an answer names first: the new one. */
export function versionIn({ body }: TimedAnswer): number {
  const version = /^\{"version":(\d+)/.exec(body.subarray(0, 40).toString())?.[1];
  if (version === undefined) throw new Error("The answer names no version.");
  return Number(version);
}

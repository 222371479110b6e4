import type { Operation } from "../../shared/config/change/change-set.ts";
import { dangers } from "../../shared/config/danger-codes.ts";
import type { ConfigDocument } from "../../shared/config/document.ts";

/** The new version, and the seconds from sending the request to having the whole answer. */
export type Changed = { readonly version: number; readonly seconds: number };

/** Changes the product's configuration. Rejects when the answer is not the right one. */
export type ConfigClient = {
  readonly importLists: (document: ConfigDocument) => Promise<Changed>;
  /** `changeSet` as JSON. */
  readonly change: (changeSet: string) => Promise<Changed>;
};

const reason = "benchmark";
const everyDanger = Object.keys(dangers);

export function configClient(port: number): ConfigClient {
  const post = async (path: string, body: string): Promise<Changed> => {
    const startedMs = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/config${path}`, { method: "POST", body });
    const answer = await response.text();
    const seconds = (performance.now() - startedMs) / 1_000;
    if (response.status === 201) return { version: versionIn(answer), seconds };
    throw new Error(`${path} was answered with ${response.status}: ${answer.slice(0, 1_000)}`);
  };
  const query = new URLSearchParams({ format: "json", reason, confirm: everyDanger.join(",") });
  return {
    importLists: (document) => post(`/imports?${query}`, JSON.stringify(document)),
    change: (changeSet) => post("/changes", changeSet),
  };
}

/** The answer begins with the new version. */
function versionIn(answer: string): number {
  const version = /^\{"version":(\d+)/.exec(answer)?.[1];
  if (version === undefined) throw new Error("The answer has no version.");
  return Number(version);
}

/** A change set, as JSON, that replaces the numbers with the same keys. */
export function puttingNumbers(baseVersion: number, numbers: ConfigDocument["numbers"]): string {
  const operations = numbers.map((item): Operation => ({ op: "put", kind: "number", item }));
  return JSON.stringify({ baseVersion, reason, confirm: everyDanger, operations });
}

import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import type { AuditStatus } from "../../../shared/audit/audit-event.ts";
import type { Decision } from "../../../shared/routing/decision.ts";
import { readHostJson, withFunctionTimeout } from "../../../tools/functions-host/read-host-json.ts";
import { type Host, startHost } from "../../../tools/functions-host/start-host.ts";
import { keepLogged } from "../log/suite-log.ts";
import { never } from "../never.ts";

export type Answer = Decision & {
  readonly audit: { readonly eventId: string | null; readonly status: AuditStatus | "not-required" };
};

export type RunningApp = Host & {
  /** What the app itself has logged: one JSON object a line. */
  readonly logged: () => readonly { readonly level: string; readonly message: string; readonly event?: unknown }[];
  /** Posts a call-setup event, or a body as it is. */
  readonly post: (body: unknown) => Promise<Response>;
  /** Posts a call-setup event; fails unless the answer is 200. */
  readonly call: (event: Readonly<Record<string, unknown>>) => Promise<Answer>;
};

/** Each start evaluates main.ts anew, as a new process does; what main.ts imports holds no state and is loaded once. */
let starts = 0;
const loadMain = () => {
  starts += 1;
  return import(/* @vite-ignore */ `../../../functions/main.ts?start=${starts}`);
};

const appDirectory = fileURLToPath(new URL("../../..", import.meta.url));

/** No store is too late for an event, however busy the machine is. */
const patience = { START_BUDGET_MS: "20000", AUDIT_PUBLISH_BUDGET_MS: "20000", AUDIT_OUTBOX_BUDGET_MS: "20000" };

/** What writes and publishes by the clock runs when a test asks for it: it would be among the rows and events that a test counts. */
const byHand = { AUDIT_PURGE_SCHEDULE: never, CONFIG_TIDY_SCHEDULE: never, WATCH_SCHEDULE: never };

const usual = { ...patience, ...byHand, AUTHENTICATION: "none" };

/** Runs the app in the embedded host with these settings. The caller stops it. */
export async function runApp(settings: Readonly<Record<string, string>>): Promise<RunningApp> {
  const lines: string[] = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line: unknown) => {
      lines.push(String(line));
      keepLogged(String(line));
    });
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ ...usual, ...settings })) vi.stubEnv(name, value);
  const host = await startHost({
    load: loadMain,
    // A change of the starter configuration takes four seconds of a processor, which is a minute of a busy machine.
    hostJson: withFunctionTimeout(await readHostJson(appDirectory), "-1"),
    port: 0,
    log: ({ message }) => keepLogged(message),
  });
  const post = (body: unknown) =>
    fetch(`${host.url}/api/v1/call-setup`, {
      method: "POST",
      body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    });
  return {
    ...host,
    logged: () => lines.map((line) => JSON.parse(line)),
    post,
    call: async (event) => {
      const response = await post(event);
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return (await response.json()) as Answer;
    },
  };
}

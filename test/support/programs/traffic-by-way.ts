import { onTestFinished } from "vitest";
import { dangerCodes } from "../../../shared/config/danger-codes.ts";
import type { Answer } from "../app/run-app.ts";
import type { ReadyProgram } from "./run-program.ts";

const tickMs = 25;

/** One in so many calls is an emergency: those tell by which items they were decided, and cost ten times as much. */
const emergencyOneIn = 10;

/** `way`: by which version an emergency was decided, where it went and how it was written. */
export type Seen = { readonly madeMs: number; readonly version: number; readonly way: string | null };

/** One item changes how a number is written, another where it goes: a call shows whether it was decided by both or neither. */
export const anotherWay = (baseVersion: number) => ({
  baseVersion,
  reason: "another way out",
  confirm: dangerCodes,
  operations: [
    {
      op: "put",
      kind: "conversion",
      item: {
        name: "short-code",
        steps: [{ do: "strip-calling-code" }, { do: "prepend", text: "9" }],
        examples: [{ in: "+44999", out: "9999" }],
      },
    },
    {
      op: "put",
      kind: "route-set",
      item: { name: "emergency", routes: [{ name: "new", host: "new.operator.example" }] },
    },
  ],
});

async function call({ url }: ReadyProgram, isEmergency: boolean): Promise<Seen> {
  const madeMs = performance.now();
  const calledParty = isEmergency ? "+44999" : "+442071838750";
  const response = await fetch(`${url}/api/v1/call-setup`, {
    method: "POST",
    body: JSON.stringify({ callId: "c", ingress: "zoom", calledParty, territory: "GB" }),
  });
  const { config, routes, conversion } = (await response.json()) as Answer;
  const way = isEmergency ? `${config.version} ${routes[0]?.name} ${conversion.calledParty}` : null;
  return { madeMs, version: config.version, way };
}

/** Makes calls at a steady rate, however long they take to be answered, until it is stopped. */
export function startTraffic(
  program: ReadyProgram,
  callsASecond: number,
): { readonly stop: () => Promise<readonly Seen[]> } {
  const startedMs = performance.now();
  const calls: Promise<Seen>[] = [];
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1_000) * callsASecond;
    while (calls.length < due) calls.push(call(program, calls.length % emergencyOneIn === 0));
  }, tickMs);
  onTestFinished(() => clearInterval(timer));
  return {
    stop: () => {
      clearInterval(timer);
      return Promise.all(calls);
    },
  };
}

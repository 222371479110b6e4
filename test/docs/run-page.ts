import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { eventually } from "../support/eventually.ts";
import { type ReadyProgram, startSeededProgram } from "../support/programs/run-program.ts";
import { firstDifference, isShownBy } from "../support/text/first-difference.ts";
import type { ShownAnswer, Step } from "./read-page.ts";
import { startBash } from "./run-bash.ts";

/** A page that is being followed from its top to its end. */
export type RunningPage = {
  /** Does what the reader does at this step; fails where the answer is not the one that is shown. */
  readonly follow: (step: Step) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Programs that several pages use, by their settings, and what stops them. */
export type SharedPrograms = {
  readonly bySettings: Map<string, Promise<ReadyProgram>>;
  readonly stops: (() => Promise<void>)[];
};

/** Where the documents have the product. */
const usualUrl = "http://127.0.0.1:7071";

/** Starts the product with the settings that the page starts it with, and a shell with the lines that it prints to be pasted. */
export async function startPage(steps: readonly Step[], shared: SharedPrograms): Promise<RunningPage> {
  const stops: (() => Promise<void>)[] = [];
  const start = steps.find(({ kind }) => kind === "start");
  const settings = start?.kind === "start" ? start.settings : {};
  const { url, stdout } = onlyAsks(steps)
    ? await sharedProgram(settings, shared)
    : await startSeededProgram(settings, (stop) => stops.push(stop));
  const pasted = [...stdout().matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name = "", value = ""]) => [name, value]);
  // Calls wait longer than 600 ms on a machine that is busy with tests.
  const bash = await startBash({ ASK_WITHIN_S: "20", ECR_SERVER: url, ...Object.fromEntries(pasted) });
  stops.unshift(bash.stop);

  const runCommand = async (script: string, answer: ShownAnswer | null): Promise<void> => {
    const { stdout, stderr, status, failed } = await bash.run(script.replaceAll(usualUrl, url));
    const told = `${script}${stderr}${stdout.slice(0, 2_000)}`;
    expect(failed, told).toEqual([]);
    if (answer?.status === undefined || answer.status === null) expect(status ?? 200, told).toBeLessThan(400);
    else expect(status, told).toBe(answer.status);
    if (answer !== null) expectShown(answer.text, stdout.replaceAll(url, usualUrl), told);
  };
  return {
    follow: async (step) => {
      if (step.kind === "file") await writeFile(join(bash.directory, step.name), step.text);
      if (step.kind !== "command") return;
      for (const script of alsoPageByPage(step.script)) {
        const run = () => runCommand(script, step.answer);
        // The trail has an event a moment after what it is about, and a store has a second to be well.
        await (/\/(?:audit|health)\//.test(script) ? eventually(run, 200) : run());
      }
    },
    stop: async () => void (await Promise.all(stops.map((stop) => stop()))),
  };
}

/** Whether the page only has calls routed and reads lists: it leaves nothing that such a page could see. */
const onlyAsks = (steps: readonly Step[]): boolean =>
  steps.every((step) => step.kind !== "command" || (!ecr.test(step.script) && pathsOf(step.script).every(isAsking)));

const ecr = /(?<![\w./-])ecr /;
const asking = ["call-setup", "config/lists"];
const isAsking = (path: string): boolean => asking.includes(path);
const pathsOf = (script: string): readonly string[] => script.match(/(?<=\/api\/v1\/)[\w-]+(?:\/[\w-]+)?/g) ?? [];

/** The program for all pages with these settings that only ask. */
function sharedProgram(
  settings: Readonly<Record<string, string>>,
  { bySettings, stops }: SharedPrograms,
): Promise<ReadyProgram> {
  const name = JSON.stringify(settings);
  const program = bySettings.get(name) ?? startSeededProgram(settings, (stop) => stops.push(stop));
  bySettings.set(name, program);
  return program;
}

/** What asks for pages of 1,000 is to answer the same by pages of one: nobody's page on this machine has 1,000 events. */
const alsoPageByPage = (script: string): readonly string[] =>
  script.includes("limit=1000") ? [script, script.replaceAll("limit=1000", "limit=1")] : [script];

function expectShown(shown: string, printed: string, told: string): void {
  const isJson = /^\s*[[{]/.test(shown);
  if (isJson) expect(firstDifference(JSON.parse(shown), JSON.parse(printed)), told).toBeNull();
  else expect(isShownBy(shown.trim(), printed.trim()), told).toBe(true);
}

import { describe, expect, it } from "vitest";
import type { AuditStatus } from "../../shared/audit/audit-event.ts";
import { callClasses } from "../../shared/recognition/classes.ts";
import { countedFlags, type Metrics } from "../../shared/telemetry/metrics.ts";
import { alarmMeanings, alarmWords } from "../../shared/watch/alarms/alarm-words.ts";
import { listRepositoryFiles, readRepositoryFile } from "../support/text/repository-files.ts";
import { declared, isObject, resourcesOf } from "./infra-files.ts";

type Alert = { readonly name: string; readonly query: string };

const { value } = declared("infra/modules/alerts.bicep", "alerts");
const alerts: readonly Alert[] = (Array.isArray(value) ? value : []).filter(isObject).map(({ name, query }) => ({
  name: String(name),
  query: String(query),
}));

const code = [...listRepositoryFiles("functions/", ".ts"), ...listRepositoryFiles("shared/", ".ts")]
  .map(readRepositoryFile)
  .join("\n");
const metrics = readRepositoryFile("shared/telemetry/metrics.ts");
const runbook = readRepositoryFile("docs/operations.md");

/** By what metrics are told apart. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  class: callClasses,
  flag: [...countedFlags, "none"],
  status: ["published", "queued", "logged"] satisfies AuditStatus[],
  by: ["signature", "token", "role"] satisfies Parameters<Metrics["refused"]>[0][],
};

const quoted = (text: string): string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, inside = ""]) => inside);

describe("the alerts", () => {
  it("are there for what the product promises to notice", () => {
    expect(alerts.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "emergency-silence",
        "calls-suspected",
        "outbox-old",
        "audit-event-logged",
        "stale-configuration",
        "dead-letters",
      ]),
    );
  });

  it("are made, each of them, with an action group", () => {
    const [rule] = resourcesOf("Microsoft.Insights/scheduledQueryRules");
    expect(rule).toMatchObject({ properties: { actions: { actionGroups: ["= people.id"] }, enabled: true } });
    expect(JSON.stringify(rule)).toContain("= alert.query");
  });

  it.each(alarmWords)("have one for the alarm %s, that looks for its log line or counts what it is about", (alarm) => {
    const { runbook, tells } = alarmMeanings[alarm];
    const query = alerts.find(({ name }) => name === runbook)?.query;
    expect(query).toContain(alarm === "suspected-calls" ? '"suspected"' : `Message has "${tells}"`);
  });

  it("look every minute for what the app calls an alarm about calls", () => {
    const often = declared("infra/modules/alerts.bicep", "everyMinute").value;
    expect(Array.isArray(often) && often.every((name) => alarmWords.some((alarm) => alarm === name))).toBe(true);
  });

  it.each(alerts)("$name gives one number", ({ query }) => {
    expect(query).toMatch(/^App(?:Metrics|Requests|Traces)\n/);
    expect(query).toMatch(/\| (?:summarize|project) Value = [^|]+$/);
  });

  it.each(alerts)("$name asks for metrics and messages that are in the code", ({ query }) => {
    const asked = quoted(query.replace(/tostring\(Properties.*/g, "")).filter((text) => !text.startsWith("/v1/"));
    expect(asked.filter((text) => !code.includes(`"${text}`))).toEqual([]);
  });

  it.each(alerts)("$name asks for attributes that metrics have, and values that they can have", ({ query }) => {
    for (const [, attribute = "", values = ""] of query.matchAll(/Properties\["(\w+)"\]\) (?:==|in) (.+)/g))
      expect(attributes[attribute] ?? []).toEqual(expect.arrayContaining(quoted(values)));
    expect(query.split("Properties[").length).toBe(query.split(/Properties\["\w+"\]\) (?:==|in) /).length);
  });

  it.each(alerts)("$name asks for paths that are served", ({ query }) => {
    const paths = quoted(query).filter((text) => text.startsWith("/v1/"));
    expect(paths.filter((path) => !code.includes(path.slice(1)))).toEqual([]);
  });

  it.each(alerts)(
    "$name has a section in the runbook: what it means, what to look at, what to do and what not",
    ({ name }) => {
      const section = new RegExp(`^### ${name}\\n([^]*?)(?=^#{2,3} )`, "m").exec(runbook)?.[1] ?? "";
      for (const part of ["**Means**", "**Look**", "**Do**", "**Do not**"]) expect(section).toContain(part);
    },
  );
});

describe("the runbook", () => {
  it("speaks of no alert that is not there", () => {
    const start = runbook.indexOf("## Alerts");
    const chapter = runbook.slice(start, runbook.indexOf("\n## ", start + 1));
    expect([...chapter.matchAll(/^### (\S+)$/gm)].map(([, name]) => name)).toEqual(alerts.map(({ name }) => name));
  });

  it("asks for log lines that the code writes", () => {
    const conditions = [...runbook.matchAll(/Message has(?:_any)? (\([^)]*\)|"[^"]*")/g)].flatMap(([, text = ""]) =>
      quoted(text),
    );
    expect(conditions.length).toBeGreaterThan(5);
    expect(conditions.filter((text) => !code.includes(`"${text}`))).toEqual([]);
  });

  it("names metrics that the code has, all of them", () => {
    const named = new Set([...runbook.matchAll(/`(ecr\.[a-z_.]+)`/g)].map(([, name]) => name));
    const made = [...metrics.matchAll(/"(ecr\.[a-z_.]+)"/g)].map(([, name]) => name);
    expect([...named].sort()).toEqual([...new Set(made)].sort());
  });
});

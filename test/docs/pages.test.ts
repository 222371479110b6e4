import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readBlocks, readSteps, type Step, strayAnswers } from "./read-page.ts";
import { type RunningPage, type SharedPrograms, startPage } from "./run-page.ts";

// Every `sh` block of the documents, by the genuine bash and curl, against the product as `npm start` runs it.
const root = fileURLToPath(new URL("../../", import.meta.url));
const below = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const names = [
  "README.md",
  "CHANGELOG.md",
  ...below.filter((name) => name.endsWith(".md")).map((name) => join("docs", name)),
].sort();
const pages = names.map((name) => {
  const markdown = readFileSync(join(root, name), "utf8");
  return { name, markdown, steps: readSteps(markdown) };
});

const isFollowed = ({ kind }: Step): boolean => kind === "file" || kind === "command";
const withCommands = pages.filter(({ steps }) => steps.some(isFollowed));

const missing = ["bash", "curl", "jq", "openssl"].filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
const runs = missing.length === 0 ? "runs as it stands" : `is not run: there is no ${missing.join(", no ")} here`;

const shared: SharedPrograms = { bySettings: new Map(), stops: [] };
afterAll(async () => void (await Promise.all(shared.stops.map((stop) => stop()))));

describe.skipIf(missing.length > 0).each(withCommands)(`$name ${runs}`, ({ steps }) => {
  let page: Promise<RunningPage> | undefined;
  let failedAt: number | null = null;
  afterAll(async () => (await page)?.stop());

  it.each(steps.filter(isFollowed))("line $line", async (step) => {
    expect(failedAt, "a line above failed").toBeNull();
    failedAt = step.line;
    page ??= startPage(steps, shared);
    await (await page).follow(step);
    failedAt = null;
  });
});

/** What no test has: a block that needs one of these says so, and is not run. */
const absent = [
  "apt-get",
  "az",
  "azd",
  "docker",
  "func",
  "kamcmd",
  "kubectl",
  "npm test",
  "npx azurite-blob",
  "/admin",
];
const toolsOf = (script: string): readonly string[] =>
  absent.filter((tool) => new RegExp(`${tool.startsWith("/") ? "" : "(?<![\\w/-])"}${tool}(?![\\w-])`).test(script));
const ticked = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

describe.each(pages)("$name", ({ markdown, steps }) => {
  it("says of each block that is not run what it needs, and of no other", () => {
    const told = steps.flatMap((step) =>
      step.kind === "not-run" ? [[step.line, [...ticked(step.reason)].sort()]] : [],
    );
    const needed = steps.flatMap((step) => {
      const tools = step.kind === "command" || step.kind === "not-run" ? toolsOf(step.script) : [];
      return tools.length === 0 ? [] : [[step.line, [...tools].sort()]];
    });
    expect(told).toEqual(needed);
  });

  it("shows commands in `sh` blocks alone, and each answer right below its command", () => {
    const others = readBlocks(markdown).filter(({ language }) => language !== "sh");
    expect(others.filter(({ text }) => /^\s*(?:curl|npm|az|azd|auth|ask) /m.test(text))).toEqual([]);
    expect(strayAnswers(markdown)).toEqual([]);
  });

  it("starts the product in one way", () => {
    expect(steps.filter(({ kind }) => kind === "start").length).toBeLessThan(2);
  });
});

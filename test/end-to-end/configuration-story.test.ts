import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { startReadyProgram } from "../support/run-program.ts";
import { firstDifference, readStory, requestOf } from "../support/run-story.ts";

const document = fileURLToPath(new URL("../../docs/configuration.md", import.meta.url));

it("the story of docs/configuration.md comes true, command by command", async () => {
  const { steps, files } = readStory(await readFile(document, "utf8"));
  expect(steps.length).toBeGreaterThan(7);
  const { url } = await startReadyProgram();
  for (const { command, status, answer } of steps) {
    const response = await fetch(requestOf(command, files, url));
    const text = await response.text();
    expect(response.status, `${command}\n${text.slice(0, 1_000)}`).toBe(status);
    expect(firstDifference(answer, JSON.parse(text)), command).toBeNull();
  }
}, 60_000);

import { describe, expect, it } from "vitest";
import { readSteps, strayAnswers } from "./read-page.ts";

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

describe("the steps of a page", () => {
  it.each([
    ["a command without an answer", fenced("sh", "ls"), [{ kind: "command", script: "ls\n", answer: null }]],
    [
      "a command with its answer and status",
      `${fenced("sh", "curl x")}\n${fenced("http", 'HTTP/1.1 201 Created\n{"a":1}')}`,
      [{ kind: "command", answer: { status: 201, text: '{"a":1}\n' } }],
    ],
    [
      "a command with what it prints",
      fenced("sh", "date") + fenced("text", "today"),
      [{ kind: "command", answer: { status: null, text: "today\n" } }],
    ],
    [
      "a command whose answer is not right below it",
      `${fenced("sh", "date")}Then:\n${fenced("json", "{}")}`,
      [{ kind: "command", answer: null }],
    ],
    ["a file", fenced("json uk.json", "{}"), [{ kind: "file", name: "uk.json", text: "{}\n" }]],
    [
      "the way in which the product is started",
      fenced("sh", "A=1 B_C=two npm start   # here"),
      [{ kind: "start", settings: { A: "1", B_C: "two" } }],
    ],
    [
      "a block in a list",
      `1. Do it:\n\n   ${fenced("sh", "ls").replaceAll("\n", "\n   ").trimEnd()}\n`,
      [{ kind: "command", script: "ls\n" }],
    ],
    [
      "a block that says why it is not run, over two lines",
      `Deploy.\n*Not run by the tests: it\nneeds \`azd\`.*\n\n${fenced("sh", "azd up")}`,
      [{ kind: "not-run", script: "azd up\n", reason: "it needs `azd`" }],
    ],
    [
      "a block whose paragraph before the last says so",
      `*Not run by the tests: it needs \`azd\`.*\n\nThen:\n\n${fenced("sh", "ls")}`,
      [{ kind: "command" }],
    ],
    ["no block of another kind", fenced("kusto", "A | count"), []],
  ])("are %s", (_, markdown, steps) => {
    expect(readSteps(markdown)).toMatchObject(steps);
    expect(readSteps(markdown)).toHaveLength(steps.length);
  });

  it("are refused where an answer has no status", () => {
    expect(() => readSteps(fenced("sh", "curl x") + fenced("http", "{}"))).toThrow("line 4");
  });
});

it("an answer that no command is above of is stray", () => {
  const answer = fenced("http", "HTTP/1.1 200 OK\n{}");
  expect(strayAnswers(fenced("sh", "ls") + answer)).toEqual([]);
  expect(strayAnswers(`${fenced("sh", "ls")}Text\n${answer}`)).toEqual([5]);
});

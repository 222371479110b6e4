import { expect, it } from "vitest";
import { readArguments } from "../../../cli/terminal/read-arguments.ts";

const texts = {
  operands: ["folder", "more?"],
  options: {
    reason: { value: "text", text: "why", required: true },
    "base-version": { value: "number", text: "which" },
    full: { text: "all" },
  },
};

it("reads operands, values and switches in any order", () => {
  const read = readArguments(["--full", "router", "--reason=a b", "--base-version", "5"], texts);
  if (read.outcome === "wrong") throw new Error(read.causes.join());
  expect(read.arguments.operands).toEqual(["router"]);
  expect([...read.arguments.values]).toEqual([
    ["reason", "a b"],
    ["base-version", "5"],
  ]);
  expect([...read.arguments.switches]).toEqual(["full"]);
});

it("takes what begins with a dash as an operand behind --", () => {
  const read = readArguments(["--reason", "x", "--", "-folder"], texts);
  expect(read).toMatchObject({ arguments: { operands: ["-folder"] } });
});

it.each([
  [["router"], ["--reason <text> is missing"]],
  [["--reason", "x"], ["<folder> is missing"]],
  [["a", "b", "c", "--reason", "x"], ["c is too much: there are 2 operands"]],
  [["a", "--reason"], ["--reason needs a value: --reason <text>"]],
  [["a", "--reason", "--full"], ["--reason needs a value: --reason <text>"]],
  [["a", "--reason", "x", "--reason", "y"], ["--reason is given twice"]],
  [["a", "--reason", "x", "--full=yes"], ["--full takes no value"]],
  [
    ["a", "--reason", "x", "--baseVersion", "5"],
    ["--baseVersion is not known: is --base-version meant?", "5 is too much"],
  ],
  [
    ["--Full", "--colour", "--reason"],
    [
      "--Full is not known: is --full meant?",
      "--colour is not known",
      "--reason needs a value: --reason <text>",
      "<folder> is missing",
    ],
  ],
])("says everything that is wrong with %j", (args, causes) => {
  const read = readArguments(args, { ...texts, operands: args.includes("5") ? ["folder"] : texts.operands });
  if (read.outcome === "read") throw new Error("nothing is wrong");
  expect(
    read.causes.map((cause, i) => (causes[i] !== undefined && cause.startsWith(causes[i]) ? causes[i] : cause)),
  ).toEqual(causes);
});

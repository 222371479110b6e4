import { expect, it } from "vitest";
import { makeTerminal, plain, progressBar } from "../../../cli/terminal/terminal.ts";

function recordTerminal(isTTY: boolean) {
  const written = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  return { written, terminal: makeTerminal(stream("out"), stream("err")) };
}

it("shows progress to a person, and clears it before anything else is printed", () => {
  const { written, terminal } = recordTerminal(true);
  terminal.progress("1/2");
  terminal.progress("2/2");
  terminal.out("done\n");
  expect(written).toEqual({ out: "done\n", err: "1/2\r\u001b[2K2/2\r\u001b[2K" });
});

it("shows no progress where nobody looks on", () => {
  const { written, terminal } = recordTerminal(false);
  terminal.progress("1/2");
  terminal.err("cause\n");
  expect(written).toEqual({ out: "", err: "cause\n" });
});

it.each([
  [0, 4, "[                    ] 0/4 a"],
  [2, 4, "[##########          ] 2/4 a"],
  [4, 4, "[####################] 4/4 a"],
  [0, 0, "[####################] 0/0 a"],
])("draws %i of %i", (done, all, bar) => {
  expect(progressBar(done, all, "a")).toBe(bar);
});

it("lets no text steer the terminal", () => {
  expect(plain("a\u001b[31mb\u202ec\r\nd")).toBe("a?[31mb?c d");
});

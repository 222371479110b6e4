import { describe, expect, it } from "vitest";
import { describeRunning, homePage } from "./home-page.ts";

const url = "http://127.0.0.1:7071";

describe("the page at the address that npm start prints", () => {
  it("has a command whose lines are at most 80 characters", () => {
    const command = /<code>(curl[^<]+)<\/code>/.exec(homePage(url))?.[1] ?? "";
    expect(command).toContain(`${url}/api/v1/call-setup`);
    expect(Math.max(...command.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("says that a browser is answered 401, only where tokens are needed", () => {
    expect(homePage(url, "entra")).toContain("gets 401");
    expect(homePage(url, "none")).not.toContain("401");
  });
});

it("what npm start prints ends with the line that programs wait for", () => {
  expect(describeRunning(url).split("\n").at(-1)).toBe("ready http://127.0.0.1:7071");
});

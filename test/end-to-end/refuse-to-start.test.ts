import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { startProgram } from "../support/run-program.ts";

/** A port that something else listens on. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** All that a program says which does not start, and nothing of which runs any more. */
async function refusalOf(environment: Readonly<Record<string, string>>) {
  const program = startProgram(environment);
  const code = await program.exit;
  await program.closed;
  return { code, lines: `${program.stdout()}${program.stderr()}`.trimEnd().split("\n") };
}

describe("a port that is in use", () => {
  it.each(["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"])("as %s is told in one line that names it", async (name) => {
    const port = await takenPort();
    const { code, lines } = await refusalOf({ [name]: String(port) });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^Port ${port} .*in use.*${name}`))]);
  });
});

describe("settings that are wrong", () => {
  it("are all named when they are of the local start", async () => {
    const { code, lines } = await refusalOf({ HTTP_PORT: "http", TABLES_PORT: "65536", EVENT_HUBS_PORT: "-1" });
    expect(code).toBe(1);
    expect(lines).toEqual(
      ["HTTP_PORT", "TABLES_PORT", "EVENT_HUBS_PORT"].map((name) => expect.stringMatching(`^${name}: `)),
    );
  });

  it("are all named when they are of the app, and no store is left behind", async () => {
    const { code, lines } = await refusalOf({ AUDIT_PUBLISH_BUDGET_MS: "soon", CONFIG_CHECK_EVERY_MS: "0" });
    expect(code).toBe(1);
    expect(lines).toEqual([
      "The app settings are not valid:",
      expect.stringContaining("AUDIT_PUBLISH_BUDGET_MS"),
      expect.stringContaining("CONFIG_CHECK_EVERY_MS"),
    ]);
  });
});

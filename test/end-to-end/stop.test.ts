import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { childrenOf, stillRunning } from "../support/programs/processes.ts";
import { startProgram, startSeededProgram } from "../support/programs/run-program.ts";

/** Waits until none of the processes runs any more. */
const untilGone = (pids: readonly number[]) => eventually(async () => expect(await stillRunning(pids)).toEqual([]));

describe("the program", () => {
  it.each<[string, "signal" | "signalGroup", NodeJS.Signals]>([
    ["SIGTERM", "signal", "SIGTERM"],
    ["SIGINT", "signal", "SIGINT"],
    ["Ctrl-C", "signalGroup", "SIGINT"],
    ["the end of its terminal", "signalGroup", "SIGHUP"],
  ])("stops cleanly on %s and takes its stores with it", async (_, send, signal) => {
    const program = await startSeededProgram();
    expect(program.children).toHaveLength(2);
    program[send](signal);
    expect(await program.exit).toBe(0);
    expect(await stillRunning(program.children)).toEqual([]);
    await program.closed;
    expect(program.stderr()).toBe("");
  });

  it("stops cleanly on a second signal while it stops", async () => {
    const program = await startSeededProgram();
    program.signal("SIGINT");
    program.signal("SIGTERM");
    expect(await program.exit).toBe(0);
    expect(await stillRunning(program.children)).toEqual([]);
  });

  it("leaves no store behind when it is killed", async () => {
    const program = await startSeededProgram();
    program.signal("SIGKILL");
    expect(await program.exit).toBe("SIGKILL");
    await untilGone(program.children);
  });

  it("leaves no store behind when it is killed while it starts", async () => {
    const program = startProgram();
    const children = await eventually(async () => {
      const started = await childrenOf(program.pid);
      expect(started).toHaveLength(2);
      return started;
    }, 1);
    program.signal("SIGKILL");
    await program.exit;
    await untilGone(children);
    await program.closed;
    expect(program.stderr()).toBe("");
  });

  it("goes on answering calls when its stores are killed, says so, and still stops cleanly", async () => {
    const { url, children, ...program } = await startSeededProgram();
    for (const child of children) process.kill(child, "SIGKILL");
    await untilGone(children);
    const response = await fetch(`${url}/api/v1/call-setup`, { method: "POST", body: '{"calledParty":"+44999"}' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ class: "emergency", audit: { status: "logged" } });
    program.signal("SIGTERM");
    expect(await program.exit).toBe(0);
    await program.closed;
    expect(program.stderr()).toContain("Table Storage (Azurite) has ended; calls go on being answered without it.");
    expect(program.stderr()).toContain("Event Hubs (stand-in) has ended; calls go on being answered without it.");
  });
});

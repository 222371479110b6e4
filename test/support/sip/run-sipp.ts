import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freeUdpPort } from "./udp-port.ts";

/** How SIPp plays a scenario of test/sip/scenarios/ once, against a proxy on this machine. */
export type SippCall = {
  readonly scenario: string;
  readonly port: number;
  readonly callId: string;
  /** What the scenario has in square brackets. */
  readonly keys?: Readonly<Record<string, string>>;
};

export type Played = {
  /** Whether all went as the scenario says. */
  readonly succeeded: boolean;
  /** The status lines of what the caller got, in order, without "SIP/2.0". */
  readonly answers: readonly string[];
  /** All messages, as SIPp logs them. */
  readonly messages: string;
};

const scenarios = new URL("../../sip/scenarios/", import.meta.url);

/** Has SIPp play a scenario; it ends after a minute at the latest. */
export async function playScenario({ scenario, port, callId, keys = {} }: SippCall): Promise<Played> {
  const directory = await mkdtemp(join(tmpdir(), "sipp-"));
  const log = join(directory, "messages.log");
  const file = fileURLToPath(new URL(`${scenario}.xml`, scenarios));
  const child = spawn(
    "sipp",
    [
      `127.0.0.1:${port}`,
      ...["-sf", file, "-m", "1", "-i", "127.0.0.1", "-p", String(await freeUdpPort()), "-cid_str", callId, "-nostdin"],
      ...["-timeout", "60", "-recv_timeout", "50000", "-trace_msg", "-message_file", log],
      ...Object.entries({ body: "", ...keys }).flatMap(([name, value]) => ["-key", name, value]),
    ],
    { cwd: directory, stdio: "ignore" },
  );
  const [code] = await once(child, "exit");
  const messages = await readFile(log, "utf8").catch(() => "");
  await rm(directory, { recursive: true });
  const answers = [...messages.matchAll(/^SIP\/2\.0 (.*?)\r?$/gm)].map(([, status = ""]) => status);
  return { succeeded: code === 0, answers, messages };
}

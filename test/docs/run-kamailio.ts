import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished, vi } from "vitest";

/** Directories of modules, http_async_client among them, divided by colons. Kamailio itself is on the path. */
export const kamailioModules = process.env.KAMAILIO_MODULES;

const documents = new URL("../../docs/integration/", import.meta.url);

export type KamailioOptions = {
  /** What the environment of the configuration brings. */
  readonly variables: Readonly<Record<"ECR_URL" | "ECR_OTHER_URL" | "ECR_KEY" | "ECR_SECRET", string>>;
  /** Ports on this machine in the place of the trunks that the document names. */
  readonly ordinaryPort: number;
  readonly emergencyPort: number;
  /** Whether the routes of the redirect server take the place of their namesakes. */
  readonly redirects?: boolean;
};

/** Runs Kamailio with the configuration of the document until the test ends; resolves with its port when it answers. */
export async function runKamailio(options: KamailioOptions): Promise<number> {
  const port = await freeUdpPort();
  const directory = await mkdtemp(join(tmpdir(), "kamailio-"));
  const file = join(directory, "kamailio.cfg");
  await writeFile(file, await configuration(options));
  const args = ["-DD", "-E", "-e", "-m", "32", "-f", file, "-Y", directory, "-l", `udp:127.0.0.1:${port}`];
  const child = spawn("kamailio", [...args, "-L", kamailioModules ?? ""], {
    env: { PATH: process.env.PATH ?? "", ...options.variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const exited = once(child, "exit");
  onTestFinished(async ({ task }) => {
    child.kill("SIGTERM");
    await exited;
    await rm(directory, { recursive: true });
    if (task.result?.state === "fail") console.error(log);
  });
  await answers(port, () => log);
  return port;
}

async function configuration({ ordinaryPort, emergencyPort, redirects = false }: KamailioOptions): Promise<string> {
  const proxy = await blockOf("kamailio.md");
  const whole = redirects ? replaceRoutes(proxy, await blockOf("redirect.md")) : proxy;
  return whole
    .replaceAll("trunk.operator.example", `127.0.0.1:${ordinaryPort}`)
    .replaceAll("emergency-a.operator.example", `127.0.0.1:${emergencyPort}`);
}

async function blockOf(document: string): Promise<string> {
  const markdown = await readFile(fileURLToPath(new URL(document, documents)), "utf8");
  const text = /^```kamailio\n(.*?)^```$/ms.exec(markdown)?.[1];
  if (text === undefined) throw new Error(`${document} has no configuration`);
  return text;
}

const routes = /^route\[(\w+)\] \{\n.*?^\}$/gms;

function replaceRoutes(configuration: string, replacements: string): string {
  const byName = new Map([...replacements.matchAll(routes)].map(([text, name]) => [name, text]));
  return configuration.replace(routes, (text, name) => byName.get(name) ?? text);
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}

/** Asks by OPTIONS, which the configuration answers with 405. */
async function answers(port: number, log: () => string): Promise<void> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  let isAnswered = false;
  socket.on("message", () => {
    isAnswered = true;
  });
  const via = `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};branch=z9hG4bK-options`;
  const request = `OPTIONS sip:127.0.0.1 SIP/2.0\r\n${via}\r\nMax-Forwards: 1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: options\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n`;
  try {
    await vi.waitFor(
      () => {
        if (isAnswered) return;
        socket.send(request, port, "127.0.0.1");
        throw new Error(`Kamailio does not answer: ${log()}`);
      },
      { timeout: 20_000, interval: 100 },
    );
  } finally {
    socket.close();
  }
}

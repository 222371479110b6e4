import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createServer } from "node:tls";
import { startEventHubs } from "../../../tools/event-hubs/start-event-hubs.ts";
import { freePort } from "../../../tools/free-port.ts";
import { eventually } from "../eventually.ts";
import type { Certificates } from "./certificates.ts";

type OnEnd = (stop: () => unknown) => void;

/** Azurite's own program over HTTPS, taking tokens (`--oauth basic`) and no keys. Returns the URL of the account's tables. */
export async function startSecureTables(certificates: Certificates, onEnd: OnEnd): Promise<string> {
  const { certificatePath, keyPath } = certificates;
  const program = createRequire(import.meta.url).resolve("azurite/dist/src/table/main.js");
  const port = await freePort();
  const secure = ["--oauth", "basic", "--cert", certificatePath, "--key", keyPath];
  const quiet = ["--inMemoryPersistence", "--silent", "--disableTelemetry"];
  const child = spawn(process.execPath, [program, "--tablePort", String(port), ...secure, ...quiet], { stdio: "pipe" });
  onEnd(async () => {
    child.kill("SIGKILL");
    await once(child, "close");
  });
  let said = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (text: Buffer) => {
      said += text;
    });
  await eventually(() => {
    if (!said.includes("successfully started")) throw new Error(`Azurite did not start: ${said}`);
  });
  return `https://127.0.0.1:${port}/devstoreaccount1`;
}

/** The Event Hubs stand-in behind TLS. Returns its namespace, with the port. */
export async function startSecureHub({ certificate, key }: Certificates, onEnd: OnEnd): Promise<string> {
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["$Default", "audit-trail"] }];
  const hub = await startEventHubs({ port: 0, hubs });
  const sockets = new Set<Socket>();
  const server = createServer({ cert: certificate, key }, (outside) => {
    const inside = connect(hub.port, "127.0.0.1").setNoDelay(true);
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.once("close", () => [outside, inside].map((either) => either.destroy()));
      socket.on("error", () => {});
    }
    outside.setNoDelay(true).pipe(inside).pipe(outside);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onEnd(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await hub.stop();
  });
  return `localhost:${(server.address() as AddressInfo).port}`;
}

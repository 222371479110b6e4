import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// What a start is measured by: `bare` is the least there is, `empty` the functions library in the embedded host, `app` the
// packaged product in that host. Each says where it listens once it does.
const [kind = "", directory = ""] = process.argv.slice(2);

const ready = (port: number): void => console.log(`port ${port}`);

if (kind === "bare") {
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    request.on("end", () =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(JSON.parse(text))),
    );
  });
  server.listen(0, "127.0.0.1", () => ready((server.address() as AddressInfo).port));
} else {
  const { startInHost } = await import("./start-in-host.ts");
  ready(await startInHost(kind === "app" ? directory : null));
}

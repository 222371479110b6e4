import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import type { Certificates } from "../stores/certificates.ts";

/** A front door that speaks TLS, as Azure's does, before an app that does not. */
export type HttpsFront = { readonly url: string; readonly close: () => void };

/** Passes on what comes over TLS to the app at this address. The caller closes it. */
export async function openHttpsFront({ key, certificate }: Certificates, appUrl: string): Promise<HttpsFront> {
  const port = Number(new URL(appUrl).port);
  const server = createServer({ key, cert: certificate }, (client) => {
    const app = connect(port, "127.0.0.1");
    client.pipe(app).pipe(client);
    client.on("error", () => app.destroy());
    app.on("error", () => client.destroy());
  });
  // A client that does not trust the certificate breaks off.
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${own}`, close: () => void server.close() };
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** PEM files of an authority that nobody else trusts, and of a server on 127.0.0.1 that it vouches for. Good for a day. */
export type Certificates = {
  readonly authorityPath: string;
  readonly certificatePath: string;
  readonly keyPath: string;
  readonly certificate: Buffer;
  readonly key: Buffer;
};

const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Made by OpenSSL's own program. `onEnd` takes what removes them. */
export function makeCertificates(onEnd: (remove: () => void) => void): Certificates {
  const directory = mkdtempSync(join(tmpdir(), "certificates-"));
  onEnd(() => rmSync(directory, { recursive: true, force: true }));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  const path = (name: string) => join(directory, name);
  openssl("req", "-x509", ...curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "1", "-subj", "/CN=test authority");
  openssl("req", ...curve, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1");
  writeFileSync(path("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
  const signedBy = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1", "-extfile", "names"];
  openssl("x509", "-req", "-in", "server.csr", ...signedBy, "-out", "server.pem");
  return {
    authorityPath: path("ca.pem"),
    certificatePath: path("server.pem"),
    keyPath: path("server.key"),
    certificate: readFileSync(path("server.pem")),
    key: readFileSync(path("server.key")),
  };
}

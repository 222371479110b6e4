import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HttpRequest, InvocationContext } from "@azure/functions";
import { afterAll, describe, expect, it } from "vitest";
import { makeConsole } from "../../functions/console.ts";
import { filesIn } from "../../functions/edge/console-files.ts";

const root = mkdtempSync(join(tmpdir(), "console-"));
const directory = `${root}/console/`;
afterAll(() => rmSync(root, { recursive: true, force: true }));

const files = {
  "index.html": "<p>page",
  "index.html.br": "br",
  "index.html.gz": "gz",
  "main-1A2B3C4D.js": "run()",
  "icon.svg": "<svg/>",
};
mkdirSync(directory);
for (const [name, text] of Object.entries(files)) writeFileSync(`${directory}${name}`, text);
writeFileSync(join(root, "secret.html"), "secret");
const names = new Set(readdirSync(directory));
const open = filesIn(directory, names);
const handlerFor = (settings: Parameters<typeof makeConsole>[0]["settings"]) =>
  makeConsole({ openConsole: async () => open, settings });
const ENTRA_AUTHORITY = "https://login.microsoftonline.com";
const withoutSignIn = handlerFor({ AUTHENTICATION: "none", ENTRA_AUTHORITY });

async function get(path: string, headers: Record<string, string> = {}, method = "GET", handler = withoutSignIn) {
  const request = new HttpRequest({ method, url: "http://127.0.0.1/console", params: { path }, headers });
  const answer = await handler(request, new InvocationContext());
  const { status = 200, body } = answer ?? {};
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body ?? "");
  return { status, text, headers: new Headers((answer?.headers ?? {}) as Record<string, string>) };
}

describe("a file of the console", () => {
  it.each([
    ["", "<p>page"],
    ["calls", "<p>page"],
    ["main-1A2B3C4D.js", "run()"],
  ])("is found by its path: %j", async (path, text) => {
    expect(await get(path)).toMatchObject({ status: 200, text });
  });

  it.each([
    "main.js",
    "../secret.html",
    "..\\secret.html",
    "%2e%2e/secret.html",
    "index.html.br",
    "index.html/../../secret.html",
    "/etc/passwd.html",
    "constructor.js",
  ])("is one of those that the build made, and never %j", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("that is named by its hash may be kept for ever, and any other must be asked for", async () => {
    expect((await get("main-1A2B3C4D.js")).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    for (const path of ["", "icon.svg"]) expect((await get(path)).headers.get("cache-control")).toBe("no-cache");
  });

  it("may load from its own origin alone, and runs no script of the page itself", async () => {
    const { headers } = await get("");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("may ask the origin that people sign in at, and no other, where they sign in", async () => {
    const { headers } = await get("", {}, "GET", handlerFor({ AUTHENTICATION: "entra", ENTRA_AUTHORITY }));
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`connect-src 'self' ${ENTRA_AUTHORITY};`);
    expect(policy.match(/https?:/g)).toHaveLength(1);
  });
});

describe("how it is encoded", () => {
  it.each([
    ["br, gzip", "br", "br"],
    ["gzip;q=0.5", "gzip", "gz"],
    ["br;q=0, gzip", "gzip", "gz"],
    ["", null, "<p>page"],
    ["zstd, *", null, "<p>page"],
  ])("follows Accept-Encoding: %j", async (accepted, encoding, text) => {
    const answer = await get("", { "accept-encoding": accepted });
    expect(answer.text).toBe(text);
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("vary")).toBe("accept-encoding");
  });

  it("makes no difference where there is one form only", async () => {
    expect(await get("main-1A2B3C4D.js", { "accept-encoding": "br" })).toMatchObject({ text: "run()" });
  });
});

describe("what the browser has already", () => {
  it("is not sent again", async () => {
    const etag = (await get("")).headers.get("etag") ?? "";
    expect(await get("", { "if-none-match": etag })).toMatchObject({ status: 304, text: "" });
    expect(await get("", { "if-none-match": '"other"' })).toMatchObject({ status: 200 });
    expect((await get("", { "accept-encoding": "br" })).headers.get("etag")).not.toBe(etag);
  });

  it("can be asked for by HEAD, which sends no body", async () => {
    const { text, headers } = await get("", {}, "HEAD");
    expect(text).toBe("");
    expect(headers.get("content-length")).toBe("7");
  });
});

it("a file is read once", async () => {
  await get("");
  writeFileSync(`${directory}index.html`, "changed");
  expect((await get("")).text).toBe("<p>page");
});

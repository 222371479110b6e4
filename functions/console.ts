import type { HttpHandler, HttpRequest, HttpResponseInit } from "@azure/functions";
import type { ConsoleFile, ConsoleFiles } from "./edge/console-files.ts";
import { pageHeaders } from "./edge/page-headers.ts";
import { problem } from "./edge/problem.ts";
import { namesTag } from "./edge/tagged-json.ts";
import type { Settings } from "./settings.ts";

const contentTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

type Dependencies = {
  readonly openConsole: () => Promise<ConsoleFiles>;
  readonly settings: Pick<Settings, "AUTHENTICATION" | "ENTRA_AUTHORITY">;
};

/**
 * GET /console and below: the files of the web page, to anybody. A path that looks like no file is an address within the page,
 * so it gets the page.
 */
export function makeConsole({ openConsole, settings }: Dependencies): HttpHandler {
  const security = pageHeaders(settings.AUTHENTICATION === "entra" ? settings.ENTRA_AUTHORITY : null);
  return async (request) => {
    const path = request.params.path ?? "";
    const name = /^[a-z-]*(?:\/[a-z-]*)*$/.test(path) ? "index.html" : path;
    const file = await (await openConsole()).read(name, request.headers.get("accept-encoding") ?? "");
    if (file === null || contentTypes[endingOf(file)] === undefined)
      return problem(404, "the console has no such file");
    return answer(request, file, security);
  };
}

function answer(
  { method, headers }: HttpRequest,
  file: ConsoleFile,
  security: Readonly<Record<string, string>>,
): HttpResponseInit {
  const { bytes, encoding, etag } = file;
  const about = {
    ...security,
    etag,
    vary: "accept-encoding",
    // A name with the hash of what is in it never means anything else.
    "cache-control": /-[0-9A-Z]{8}\.[a-z]+$/.test(file.name) ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (namesTag(headers.get("if-none-match"), etag)) return { status: 304, headers: about };
  const described = {
    ...about,
    "content-type": contentTypes[endingOf(file)] ?? "application/octet-stream",
    ...(encoding === null ? {} : { "content-encoding": encoding }),
  };
  return method === "HEAD"
    ? { headers: { ...described, "content-length": String(bytes.byteLength) } }
    : { headers: described, body: bytes };
}

const endingOf = ({ name }: Pick<ConsoleFile, "name">): string => name.slice(name.lastIndexOf(".") + 1);

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Debian's packages that the tests of SIP run. */
const packages = ["kamailio", "kamailio-extra-modules", "kamailio-tls-modules", "kamailio-utils-modules", "sip-tester"];

/** One module of each package, and the one that Debian leaves out. */
const stockModules = ["jansson", "rtjson", "crypto", "http_client", "db_text", "sipjson"];
const moduleForLoad = "http_async_client";

const internals = spawnSync("kamailio", ["-I"], { encoding: "utf8" }).stdout ?? "";
const directories = (/^\s*Default paths to modules: (.*)$/m.exec(internals)?.[1] ?? "").split(":");

const hasModule = (name: string): boolean => directories.some((directory) => existsSync(join(directory, `${name}.so`)));
const runs = (program: string): boolean => spawnSync(program, ["-v"]).error === undefined;

const hasStock = runs("sipp") && stockModules.every(hasModule);

/** What to install before the tests of SIP can run; null if they can. */
export const missingForSip = hasStock ? null : `apt-get install --no-install-recommends ${packages.join(" ")}`;

/** The same for the recipe for load. */
export const missingForLoad =
  missingForSip ?? (hasModule(moduleForLoad) ? null : "bash scripts/build-kamailio-module.sh");

if (missingForLoad !== null && process.env.SIP_TESTS === "required")
  throw new Error(`no SIP test can run before: ${missingForLoad}`);

/** Says in one line what to install, if tests are skipped. Not by the console, which vitest prints with a heading of its own. */
export function tellWhatIsMissing(): void {
  if (missingForLoad !== null) process.stderr.write(`Tests of SIP are skipped. To run them: ${missingForLoad}\n`);
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findLeaks, suiteLogVariable } from "./suite-log.ts";

/** Gathers what the product logs while all tests run, and fails the run when there is a secret or a person in it. */
export default function setUp(): () => void {
  const directory = mkdtempSync(join(tmpdir(), "emergency-call-router-log-"));
  const path = join(directory, "suite.log");
  writeFileSync(path, "");
  process.env[suiteLogVariable] = path;
  return () => {
    const log = readFileSync(path, "utf8");
    rmSync(directory, { recursive: true, force: true });
    const found = findLeaks(log);
    if (found.length === 0) {
      console.log(`${log.split("\n").length - 1} lines of log hold no secret and nobody's number`);
      return;
    }
    console.error(`The log holds what it must not:\n${[...new Set(found)].slice(0, 20).join("\n")}`);
    // vitest prints an error that is thrown here, and ends well all the same.
    process.exitCode = 1;
  };
}

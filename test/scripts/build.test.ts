import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { copyRepository, linkPackages } from "../support/programs/copy-repository.ts";

const commonJs = "@opentelemetry/exporter-trace-otlp-http";

it("a build with an import() of CommonJS in the deployable fails, names it, and leaves nothing to deploy", () => {
  const copy = copyRepository(onTestFinished);
  linkPackages(copy);
  appendFileSync(join(copy, "functions/wiring/telemetry.ts"), `\nexport const load = () => import("${commonJs}");\n`);
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: copy, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`functions/wiring/telemetry\\.ts imports \\S*${commonJs}`));
  expect(existsSync(join(copy, "dist/package"))).toBe(false);
});

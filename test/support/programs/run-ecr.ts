import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

export type EcrResult = { readonly exit: number | null; readonly out: string; readonly err: string };

/** `ecr` as somebody has it who was given its package alone. */
export type InstalledEcr = {
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<EcrResult>;
  /** An empty directory of its own, where it runs. */
  readonly directory: string;
};

/** Packs what the build made, and installs that as on a machine that has nothing and reaches nothing. */
export function installEcr(onEnd: (cleanUp: () => void) => void): InstalledEcr {
  const home = mkdtempSync(join(tmpdir(), "ecr-"));
  onEnd(() => rmSync(home, { recursive: true, force: true }));
  const [directory, app] = [join(home, "work"), join(home, "app")];
  for (const path of [directory, app]) mkdirSync(path);
  const npm = (args: readonly string[], cwd: string): string =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const packed = npm(["pack", "./dist/ecr", "--pack-destination", home, "--silent"], repository).trim();
  npm(["install", "--offline", "--no-audit", "--no-fund", "--prefix", app, join(home, packed)], home);
  const program = join(app, "node_modules/.bin/ecr");
  const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<EcrResult> => {
    const child = spawn(program, args, { cwd: directory, env: { PATH: process.env.PATH ?? "", HOME: home, ...env } });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const [out, err, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { exit, out, err };
  };
  return { run, directory };
}

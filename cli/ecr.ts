import { runEcr } from "./run-ecr.ts";
import { exitCodes } from "./terminal/exit-codes.ts";
import { Interrupted } from "./terminal/interrupted.ts";
import { makeTerminal } from "./terminal/terminal.ts";

/** The build puts the version of the package here. */
declare const packageVersion: string;

/**
 * A reader that has seen enough (`ecr … | head`) is no fault. A full disk is one: half a list must not pass for a whole one. Also
 * where nobody reads what went wrong, the exit code says it.
 */
const endUnwritten = (error: NodeJS.ErrnoException): never => {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`ecr: what it prints cannot be written: ${error.message}\n`);
  process.exit(exitCodes.unwritten);
};
process.stdout.on("error", endUnwritten);
process.stderr.on("error", () => {});

/** How long a command has, once it is ended, to say what became of its work. */
const lastWordsMs = 2_000;
const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    ending.abort(new Interrupted());
    setTimeout(() => process.exit(130), lastWordsMs).unref();
  });

const terminal = makeTerminal(process.stdout, process.stderr);
const surroundings = { env: process.env, terminal, version: packageVersion, interrupt: ending.signal };
const exit = await runEcr(process.argv.slice(2), surroundings);
process.exitCode = exit;
// A credential that never answers must not keep the process: what is written goes out first.
process.stdout.write("", () => {
  const { errored } = process.stdout;
  if (errored !== null) endUnwritten(errored);
  else process.stderr.write("", () => process.exit(exit));
});

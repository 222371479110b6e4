import { runEcr } from "./run-ecr.ts";
import { makeTerminal } from "./terminal/terminal.ts";

/** The build puts the version of the package here. */
declare const packageVersion: string;

// A reader that has seen enough (`ecr … | head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

const terminal = makeTerminal(process.stdout, process.stderr);
process.exitCode = await runEcr(process.argv.slice(2), { env: process.env, terminal, version: packageVersion });

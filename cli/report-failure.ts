import { RequestFailed } from "./api/request-failed.ts";
import { localServer } from "./api/server-address.ts";
import { SignInError } from "./api/sign-in.ts";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.ts";
import { InputError, UsageError } from "./terminal/input-error.ts";
import { Interrupted } from "./terminal/interrupted.ts";
import { plain, type Terminal } from "./terminal/terminal.ts";

/** Says why a command failed, every cause once: to a reader on `err`, with `--json` as JSON on `out` too. */
export function reportFailure(error: unknown, terminal: Terminal, isJson: boolean): ExitCode {
  const { exit, causes } = explain(error);
  const once = [...new Set(causes.map(plain))];
  terminal.err(once.map((cause) => `ecr: ${cause}\n`).join(""));
  if (isJson) terminal.out(`${JSON.stringify({ result: "failed", exit, ...asJson(error, once) }, null, 2)}\n`);
  return exit;
}

type Explained = { readonly exit: ExitCode; readonly causes: readonly string[] };

function explain(error: unknown): Explained {
  if (error instanceof RequestFailed) return explainRequest(error);
  if (error instanceof SignInError) return { exit: exitCodes.refused, causes: error.message.split("\n") };
  if (error instanceof UsageError) return { exit: exitCodes.usage, causes: [...error.causes, error.help] };
  if (error instanceof InputError) return { exit: exitCodes.invalid, causes: error.causes };
  if (error instanceof Interrupted) return { exit: exitCodes.interrupted, causes: [error.message] };
  if (error instanceof Error && "syscall" in error) return { exit: exitCodes.invalid, causes: [error.message] };
  return { exit: exitCodes.fault, causes: ["a fault of ecr itself; please report it", ...stackOf(error)] };
}

const stackOf = (error: unknown): readonly string[] =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).split("\n");

function explainRequest({ status, message, faults, server, problem, isThere }: RequestFailed): Explained {
  const left = typeof problem.errorsCount === "number" ? problem.errorsCount - faults.length : 0;
  const causes = [
    message,
    ...faults.map((fault) => (fault.path === "" ? fault.message : `${fault.path}: ${fault.message}`)),
    ...(left > 0 ? [`and ${left} more`] : []),
  ];
  if (status === null)
    return { exit: exitCodes.unreachable, causes: isThere ? causes : [...causes, whereToLook(server)] };
  if (status >= 500 || status === 429) return { exit: exitCodes.unreachable, causes };
  if (typeof problem.approvalsNeeded === "number") return { exit: exitCodes.danger, causes: [...causes, howToPropose] };
  if (status === 401 || status === 403) return { exit: exitCodes.refused, causes };
  return { exit: exitCodes.invalid, causes };
}

const howToPropose = "`ecr propose <folder>` proposes it, `ecr promote <A> <B> --propose` what is live elsewhere";

const whereToLook = (server: string): string =>
  server === localServer
    ? "is `npm start` running? --server or ECR_SERVER name another router"
    : "is the address right (--server, ECR_SERVER)?";

const asJson = (error: unknown, causes: readonly string[]) =>
  error instanceof RequestFailed
    ? { server: error.server, status: error.status, detail: error.message, errors: error.faults, causes }
    : { causes };

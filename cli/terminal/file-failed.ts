import { InputError } from "./input-error.ts";

/** What the system says, without its code and its call: "EACCES: permission denied, open 'x.part'". */
const reason = /^[A-Z\d]+: ([^,]+)/;

/** What to throw where a file or folder fails: one cause that names it as it was given. What the system does not say stays as it is. */
function fileFailed(path: string, error: unknown, what: "read" | "written"): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  return new InputError(`${path} cannot be ${what}: ${reason.exec(error.message)?.[1] ?? error.message}`);
}

export const cannotWrite = (path: string, error: unknown): unknown => fileFailed(path, error, "written");

export const cannotRead = (path: string, error: unknown): unknown => fileFailed(path, error, "read");

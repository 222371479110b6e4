import { InputError } from "./input-error.ts";

/** What the system says, without its code and its call: "EACCES: permission denied, open 'x.part'". */
const reason = /^[A-Z\d]+: ([^,]+)/;

/** What to throw where a file or folder cannot be written: one cause that names it as it was given. Anything else stays as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  return new InputError(`${path} cannot be written: ${reason.exec(error.message)?.[1] ?? error.message}`);
}

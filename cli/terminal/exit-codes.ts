/** What the exit code of `ecr` says. A script branches on these. */
export const exitCodes = {
  /** Done; or there is nothing to do, and nothing differs. */
  done: 0,
  /** The input is not valid, or the router refuses it. */
  invalid: 1,
  /** Something differs: a plan has changes, regions or lists are not the same. */
  differs: 2,
  /** Something is dangerous and not confirmed; an open alarm; evidence that was altered. */
  danger: 3,
  /** No answer, or none that can be used. What is live is said where it could have changed. */
  unreachable: 4,
  /** Not signed in, or without the role. */
  refused: 5,
  /** The command line is wrong. */
  usage: 64,
  /** A fault of `ecr` itself. */
  fault: 70,
  /** What it prints cannot be written. What it did is done. */
  unwritten: 74,
  /** Ctrl-C, or a signal to end. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

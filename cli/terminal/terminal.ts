/** Where a command writes. Answers go to `out`, everything about the work to `err`. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** One line that is replaced by the next one; only where a person looks on. */
  readonly progress: (text: string) => void;
};

type Stream = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

const clearLine = "\r\u001b[2K";

export function makeTerminal(stdout: Stream, stderr: Stream): Terminal {
  let isShowing = false;
  const clear = (): void => {
    if (isShowing) stderr.write(clearLine);
    isShowing = false;
  };
  return {
    out: (text) => {
      clear();
      stdout.write(text);
    },
    err: (text) => {
      clear();
      stderr.write(text);
    },
    progress: (text) => {
      if (stderr.isTTY !== true) return;
      clear();
      stderr.write(text);
      isShowing = text !== "";
    },
  };
}

const barWidth = 20;

/** `[##########          ] 3/6 numbers.csv` */
export function progressBar(done: number, all: number, what: string): string {
  const filled = all === 0 ? barWidth : Math.round((barWidth * done) / all);
  return `[${"#".repeat(filled)}${" ".repeat(barWidth - filled)}] ${done}/${all} ${what}`;
}

/** What others wrote must not steer the terminal: control characters become `?`, line breaks a space. */
export const plain = (text: string): string =>
  text.replace(/[\r\n\t]+/g, " ").replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "?");

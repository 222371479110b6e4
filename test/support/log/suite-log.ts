import { appendFileSync } from "node:fs";

/** Names the file in which all that the product logs during a run of the tests comes together. */
export const suiteLogVariable = "SUITE_LOG";

/** Adds what was logged. */
export function keepLogged(text: string): void {
  const path = process.env[suiteLogVariable];
  if (path !== undefined) appendFileSync(path, text.endsWith("\n") ? text : `${text}\n`);
}

const number = /\+\d{8}|\+\d{2}[ -]\d|1632\s?960|(?<![\w.-])(?:00)?33142681000/;

const leaks: ReadonlyMap<string, RegExp> = new Map([
  [
    "a key of a store",
    /(?:AccountKey|SharedAccessKey|SharedAccessSignature)=|Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50u/i,
  ],
  ["a token", /\bBearer\s+[^\s$]|\beyJ[\w-]{8,}\.eyJ/i],
  ["a signature", /\bv[01]=[0-9a-f]{8}/i],
  ["a webhook secret", /signs with|secret of the signalling/],
  ["a key in an address", /[?&](?:code|sig)=/i],
  ["somebody's number", number],
  ["somebody's name", /operator@example/],
]);

/** What `npm start` prints to be pasted: tokens of the local issuer, which are good nowhere else. */
const isOfLocalIssuer = /^export [A-Z]+_TOKEN=\S+$/;

/** The last copy there is of an event, and the line to be pasted after `npm start`: they have to name the caller. */
const namesCaller = /"message":"audit event stored nowhere else"|^curl /;

/** What of a log should never have been written, each with its line. */
export const findLeaks = (log: string): readonly string[] =>
  log
    .split("\n")
    .filter((line) => !isOfLocalIssuer.test(line))
    .flatMap((line) =>
      [...leaks]
        .filter(([, pattern]) => pattern.test(line) && !(pattern === number && namesCaller.test(line)))
        .map(([what]) => `${what}: ${line.slice(0, 500)}`),
    );

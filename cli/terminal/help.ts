import type { ArgumentTexts, OptionText } from "./read-arguments.ts";

/** A command as its help shows it. */
export type HelpTexts = ArgumentTexts & { readonly summary: string; readonly notes?: readonly string[] };

/** Options that every command has. */
export const commonOptions = {
  server: { value: "address", text: "the router; else ECR_SERVER, else the local product's http://127.0.0.1:7071" },
  json: { text: "print JSON" },
  timeout: { value: "seconds", text: "how long one request may take; 60 if left out" },
  help: { text: "print this" },
} as const satisfies Readonly<Record<string, OptionText>>;

const width = 28;

const describeOption = ([name, { value, text }]: readonly [string, OptionText]): string =>
  `  ${`--${name}${value === undefined ? "" : ` <${value}>`}`.padEnd(width)} ${text}`;

const usageOf = (name: string, { operands, options }: HelpTexts): string =>
  [
    `ecr ${name}`,
    ...operands.map((operand) => (operand.endsWith("?") ? `[${operand.slice(0, -1)}]` : `<${operand}>`)),
    ...Object.entries(options).flatMap(([option, { value, required }]) =>
      required === true ? [`--${option} <${value}>`] : [],
    ),
    "[options]",
  ].join(" ");

/** The help of one command. */
export const commandHelp = (name: string, texts: HelpTexts): string =>
  [
    usageOf(name, texts),
    "",
    `${texts.summary[0]?.toUpperCase()}${texts.summary.slice(1)}.`,
    ...(texts.notes ?? []),
    "",
    ...Object.entries({ ...texts.options, ...commonOptions }).map(describeOption),
    "",
  ].join("\n");

/** The help of all commands. */
export const overview = (commands: Readonly<Record<string, HelpTexts>>): string =>
  [
    "ecr <command> [options]: the emergency call router from the command line",
    "",
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`),
    "",
    "`ecr <command> --help` has its options. Every command has:",
    ...Object.entries(commonOptions).map(describeOption),
    "",
    "Sign-in: where the server wants a token, ECR_TOKEN, else Azure's default credential (`az login`, a managed",
    "identity, ...), for ECR_SCOPE or what the server names.",
    "Exit: 0 done or the same, 1 not valid, 2 differs, 3 dangers or not intact, 4 no answer, 5 not signed in or",
    "without the role, 64 a wrong command line, 70 a fault of ecr itself, 74 what it prints cannot be written,",
    "130 interrupted.",
    "",
  ].join("\n");

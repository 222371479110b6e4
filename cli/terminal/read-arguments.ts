import { parseArgs } from "node:util";

/** An option of a command. Without `value` it is a switch; `value` names what stands behind it. */
export type OptionText = { readonly value?: string; readonly text: string; readonly required?: boolean };

/** What a command line may have. */
export type ArgumentTexts = {
  /** Names of what stands without `--`, in order. Those with `?` at the end may be left out. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, OptionText>>;
};

export type Arguments = {
  /** Empty text for one that was left out. */
  readonly operands: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
};

export type ReadArguments =
  | { readonly outcome: "read"; readonly arguments: Arguments }
  | { readonly outcome: "wrong"; readonly causes: readonly string[] };

/** Reads a command line, or says everything that is wrong with it. */
export function readArguments(args: readonly string[], texts: ArgumentTexts): ReadArguments {
  const options = Object.fromEntries(
    Object.entries(texts.options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });
  const causes: string[] = [];
  const operands: string[] = [];
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = texts.options[token.name];
    if (option === undefined) causes.push(`${token.rawName} is not known${meant(token.name, texts)}`);
    else if (option.value === undefined) {
      if (token.value !== undefined) causes.push(`${token.rawName} takes no value`);
      switches.add(token.name);
    } else if (token.value === undefined || (!token.inlineValue && token.value.startsWith("--")))
      causes.push(`${token.rawName} needs a value: ${token.rawName} <${option.value}>`);
    else if (values.has(token.name)) causes.push(`${token.rawName} is given twice`);
    else values.set(token.name, token.value);
  }
  causes.push(...wrongOperands(operands, texts), ...missingOptions(values, causes, texts));
  return causes.length > 0
    ? { outcome: "wrong", causes }
    : { outcome: "read", arguments: { operands, values, switches } };
}

function wrongOperands(given: readonly string[], { operands }: ArgumentTexts): readonly string[] {
  const missing = operands.slice(given.length).filter((name) => !name.endsWith("?"));
  const extra = given.slice(operands.length);
  return [
    ...missing.map((name) => `<${name}> is missing`),
    ...extra.map(
      (text) =>
        `${text} is too much: there ${operands.length === 1 ? "is one operand" : `are ${operands.length} operands`}`,
    ),
  ];
}

const missingOptions = (
  values: ReadonlyMap<string, string>,
  causes: readonly string[],
  { options }: ArgumentTexts,
): readonly string[] =>
  Object.entries(options)
    .filter(([name, { required }]) => required === true && !values.has(name))
    .filter(([name]) => !causes.some((cause) => cause.startsWith(`--${name} needs`)))
    .map(([name, { value }]) => `--${name} <${value}> is missing`);

/** The option that differs by one letter, in case or by separators, if there is one. */
function meant(name: string, { options }: ArgumentTexts): string {
  const plainName = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, "");
  const like = Object.keys(options).find(
    (known) => plainName(known) === plainName(name) || (name.length > 2 && known.startsWith(name)),
  );
  return like === undefined ? "" : `: is --${like} meant?`;
}

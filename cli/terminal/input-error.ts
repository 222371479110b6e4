/** What somebody gave, or a file that they named, cannot be used. Each cause stands alone. */
export class InputError extends Error {
  readonly causes: readonly string[];

  constructor(...causes: readonly string[]) {
    super(causes.join("\n"));
    this.causes = causes;
  }
}

/** An option or operand is none that the command takes, or they do not go together. */
export class ArgumentError extends InputError {}

/** The command line is wrong. `help` says where to look. */
export class UsageError extends InputError {
  readonly help: string;

  constructor(help: string, ...causes: readonly string[]) {
    super(...causes);
    this.help = help;
  }
}

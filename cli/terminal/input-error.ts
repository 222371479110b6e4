/** What somebody gave, or a file that they named, cannot be used. Each cause stands alone. */
export class InputError extends Error {
  readonly causes: readonly string[];

  constructor(...causes: readonly string[]) {
    super(causes.join("\n"));
    this.causes = causes;
  }
}

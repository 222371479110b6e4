/** The stored content of a version is not what was activated: rows are missing, edited, or cannot be read. */
export class DamagedVersionError extends Error {
  override readonly name = "DamagedVersionError";
  readonly version: number;

  constructor(version: number, what: string, cause?: unknown) {
    super(`Configuration version ${version} ${what}`, { cause });
    this.version = version;
  }
}

/** The pointer row does not name a version: which one is active cannot be known. */
export class DamagedPointerError extends Error {
  override readonly name = "DamagedPointerError";

  constructor(options: ErrorOptions) {
    super("The row active/pointer of the table EmergencyConfig does not name a version", options);
  }
}

/** What the store holds under a version is not what was activated: rows are missing, edited, or cannot be read. */
export class DamagedVersionError extends Error {
  override readonly name = "DamagedVersionError";
  readonly version: number;

  constructor(version: number, what: string, cause?: unknown) {
    super(`Configuration version ${version} ${what}`, { cause });
    this.version = version;
  }
}

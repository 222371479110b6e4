/** Somebody ended the command before it was done: Ctrl-C, or a pipeline that was cancelled. */
export class Interrupted extends Error {
  constructor(message = "interrupted") {
    super(message);
  }

  /** The same with something said behind it. */
  with(more: string): Interrupted {
    return new Interrupted(`${this.message}; ${more}`);
  }
}

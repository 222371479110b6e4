/**
 * Caches the result of an operation for `heldMs`. Calls during the operation wait for its result. A failure is cached as long.
 * `clockMs` is monotonic.
 */
export function heldFor<Answer>(
  heldMs: number,
  clockMs: () => number,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  let held: { readonly answer: Promise<Answer>; untilMs: number } | null = null;
  return () => {
    if (held !== null && clockMs() < held.untilMs) return held.answer;
    const asked = { answer: ask(), untilMs: Number.POSITIVE_INFINITY };
    const settle = (): void => {
      asked.untilMs = clockMs() + heldMs;
    };
    asked.answer.then(settle, settle);
    held = asked;
    return asked.answer;
  };
}

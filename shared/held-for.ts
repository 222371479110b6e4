/**
 * A question whose answer is good for a while: who asks meanwhile gets that answer, and who asks while it is being found
 * waits for the same one. A failure is kept as long.
 */
export function heldFor<Answer>(
  heldMs: number,
  nowMs: () => number,
  ask: () => Promise<Answer>,
): () => Promise<Answer> {
  let held: { readonly answer: Promise<Answer>; untilMs: number } | null = null;
  return () => {
    if (held !== null && nowMs() < held.untilMs) return held.answer;
    const asked = { answer: ask(), untilMs: Number.POSITIVE_INFINITY };
    const settle = (): void => {
      asked.untilMs = nowMs() + heldMs;
    };
    asked.answer.then(settle, settle);
    held = asked;
    return asked.answer;
  };
}

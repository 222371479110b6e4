import type { Lately } from "./lately.ts";

/** Red only where callers suffered. */
export function verdictOf({ decided, answered, failed, missing }: Lately): {
  readonly tone: string;
  readonly text: string;
} {
  if (failed > 0) return { tone: "bad", text: `${failed} of ${decided} emergency calls failed` };
  if (missing > 0)
    return { tone: "unsure", text: `Of ${missing} of ${decided} emergency calls nobody reported what became` };
  if (decided === 0) return { tone: "quiet", text: "No emergency call came" };
  if (answered === 0) return { tone: "unsure", text: `${decided} emergency calls came; no outcome is known yet` };
  return { tone: "good", text: `${answered} of ${decided} emergency calls were answered` };
}

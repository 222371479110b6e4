import { expect, it } from "vitest";
import { verdictOf } from "../../../console/parts/verdict-of.ts";

type Totals = Parameters<typeof verdictOf>[0];

const none: Totals = { decided: 0, answered: 0, failed: 0, missing: 0 };

it.each<[Partial<Totals>, string, string]>([
  [{}, "quiet", "No emergency call came"],
  [{ decided: 3 }, "unsure", "3 emergency calls came; no outcome is known yet"],
  [{ decided: 3, answered: 3 }, "good", "3 of 3 emergency calls were answered"],
  [{ decided: 3, answered: 1, missing: 2 }, "unsure", "Of 2 of 3 emergency calls nobody reported what became"],
  [{ decided: 3, answered: 1, missing: 1, failed: 1 }, "bad", "1 of 3 emergency calls failed"],
])("of %j is %s", (given, tone, text) => {
  expect(verdictOf({ ...none, ...given })).toEqual({ tone, text });
});

import { onTestFinished } from "vitest";

/** How many characters of JSON were parsed at most in one go, and between two turns of the event loop. */
export type Parsed = { readonly inOneGo: () => number; readonly inOneTurn: () => number };

/** Counts the parsing of this process until the test ends. Calls go on between two turns of the loop, not within one. */
export function countParsing(): Parsed {
  const { parse } = JSON;
  let inTurn = 0;
  let mostInTurn = 0;
  let mostInOneGo = 0;
  let willEnd = false;
  const endTurn = (): void => {
    inTurn = 0;
    willEnd = false;
  };
  // No spy: that keeps every text.
  JSON.parse = (text, reviver) => {
    const { length } = String(text);
    inTurn += length;
    mostInTurn = Math.max(mostInTurn, inTurn);
    mostInOneGo = Math.max(mostInOneGo, length);
    if (!willEnd) setImmediate(endTurn);
    willEnd = true;
    return parse(text, reviver);
  };
  onTestFinished(() => {
    JSON.parse = parse;
  });
  return { inOneGo: () => mostInOneGo, inOneTurn: () => mostInTurn };
}

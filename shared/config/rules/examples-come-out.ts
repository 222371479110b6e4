import { hasItsTables } from "../compile/table-use.ts";
import { checkExamples } from "./check-examples.ts";
import type { Findings, Subject } from "./rule.ts";

/** Every example of a conversion comes out, where its tables could be loaded. */
export function* examplesComeOut({ document, snapshot, tables }: Subject): Findings {
  for (const [index, conversion] of document.conversions.entries()) {
    if (hasItsTables(conversion, tables)) yield* checkExamples(conversion, index, snapshot.plan, tables);
    yield;
  }
}

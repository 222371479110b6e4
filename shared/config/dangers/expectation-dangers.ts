import { canonicalJson } from "../../json/canonical-json.ts";
import type { ConfigDocument } from "../document.ts";
import type { Expectation, ExpectedDecision } from "../expectation.ts";
import { changesOf, eachOf } from "./danger-rule.ts";

/** Expectations of which something is promised no more, neither under their name nor under another. */
export const expectationDangers = eachOf(
  (comparison) => changesOf(comparison, "expectation").filter(({ change }) => change !== "added"),
  ({ before, after }) => {
    const [was, promised] = [byName(before.document), byCall(after.document)];
    return ({ key }) => {
      const earlier = was.get(key);
      const isKept =
        earlier === undefined ||
        promised.get(callOf(earlier))?.some((later) => isPromisedBy(earlier.expect, later.expect));
      return isKept === true ? [] : [{ danger: "weakens-expectation", item: key, marks: [] }];
    };
  },
);

const byName = ({ expectations }: ConfigDocument): ReadonlyMap<string, Expectation> =>
  new Map(expectations.map((expectation) => [expectation.name, expectation]));

function byCall({ expectations }: ConfigDocument): ReadonlyMap<string, readonly Expectation[]> {
  const found = new Map<string, Expectation[]>();
  for (const expectation of expectations) {
    const call = callOf(expectation);
    const others = found.get(call);
    if (others === undefined) found.set(call, [expectation]);
    else others.push(expectation);
  }
  return found;
}

const callOf = ({ call, at }: Expectation): string => canonicalJson([call, at]);

/** Whether a decision that meets `later` meets `earlier` too. */
function isPromisedBy(
  { flags, ...earlier }: ExpectedDecision,
  { flags: laterFlags, ...later }: ExpectedDecision,
): boolean {
  const given: Readonly<Record<string, unknown>> = later;
  return (
    Object.entries(earlier).every(([member, value]) => given[member] === value) &&
    (flags?.has ?? []).every((flag) => laterFlags?.has?.includes(flag)) &&
    (flags?.lacks ?? []).every((flag) => laterFlags?.lacks?.includes(flag))
  );
}

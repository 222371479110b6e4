import { type InputFault, writePath } from "../../input-fault.ts";
import type { ItemOrigins } from "../document-fault.ts";
import type { BrokenExpectation } from "./unmet.ts";

/**
 * One fault for each member that does not hold. The path is that of the document, `expectations[3].expect.firstRoute`, whether
 * the request has the item or not: the message names the item, its owner, and its place in the request if it has one.
 */
export const describeBroken = (
  { index, expectation, unmet, needsDamagedTable }: BrokenExpectation,
  origins: ItemOrigins,
): readonly InputFault[] =>
  unmet.map(({ field, wanted, got }) => {
    const { name, owner } = expectation;
    const place = origins.get(expectation);
    const whose = place === undefined ? owner : `${owner}; ${place}`;
    const differs = `wanted ${wanted}, but it would be ${got}`;
    const said = needsDamagedTable ? `cannot be judged, because its lookup table is damaged: ${differs}` : differs;
    return {
      path: writePath(["expectations", index, "expect", ...field]),
      message: `${name} (owner: ${whose}): ${said}`,
    };
  });

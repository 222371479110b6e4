import { describe } from "vitest";
import { expectationOf } from "../../../support/config/expectations.ts";
import { findsFaults, findsWarnings } from "../../../support/config/judge-document.ts";

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => expectationOf({ class: "emergency" }, { name: `e${i}` }));
const emergency = { class: "emergency" } as const;

describe("an expectation", () => {
  findsFaults([
    ["may be one of ten thousand", () => ({ expectations: many(10_000) }), []],
    [
      "is refused beyond them",
      () => ({ expectations: many(10_001) }),
      ["expectations: has 10001 expectations, and at most 10000 are possible"],
    ],
    [
      "is refused where the webhook would ignore a field of its call",
      () => ({ expectations: [of({ ingress: "teams", callingParty: "my neighbour" })] }),
      ["expectations[0].call.callingParty: cannot be read as that of a call"],
    ],
    [
      "is there once by its name",
      () => ({ expectations: [expectationOf(emergency), expectationOf(emergency)] }),
      ["expectations[1]: there is another expectation gb-999"],
    ],
  ]);

  findsWarnings([
    ["may be of calls that name no ingress", () => ({ expectations: [of({ ingress: "default" })] }), []],
    [
      "gets a warning where its call names what is not there",
      () => ({ expectations: [of({ ingress: "zooom", tenant: "fabrikam" })] }),
      [
        "expectations[0].call.ingress: there is no ingress zooom: the call is judged as one of an unknown ingress",
        "expectations[0].call.tenant: there is no tenant fabrikam: the call is judged as one of an unknown customer",
      ],
    ],
    [
      "gets none where that is meant",
      () => ({ expectations: [of({ ingress: "zooom", tenant: "fabrikam" }, ["unknown-ingress", "unknown-tenant"])] }),
      [],
    ],
  ]);
});

function of(
  call: { readonly ingress: string; readonly tenant?: string; readonly callingParty?: string },
  has: readonly string[] = [],
) {
  return expectationOf({ ...emergency, ...(has.length === 0 ? {} : { flags: { has: [...has] } }) }, { call });
}

import { describe } from "vitest";
import type { Expectation } from "../../../../shared/config/expectation.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { findsFaults, findsWarnings } from "../../../support/config/judge-document.ts";
import { multipart, pidf, point } from "../../../support/location/pidf.ts";

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
      "may say in plain XML when its caller was there",
      () => ({ expectations: [at(dated), at({ body: dated.pidf })] }),
      [],
    ],
    [
      "is refused where its location has an instant that cannot be left out",
      () => ({ expectations: [at(encoded)] }),
      [
        "expectations[0].call.location: says when it was, in an encoded form, and would grow old: write it as plain XML, or give " +
          "the expectation an instant (at)",
      ],
    ],
    [
      "may have it if it has an instant of its own",
      () => ({ expectations: [at(encoded, "2026-11-28T20:00:00.000Z")] }),
      [],
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

const dated = {
  pidf: pidf(point("50.5 -1.5"), { timestamp: "2026-11-28T20:00:00Z" }),
  timestamp: "2026-11-28T20:00:00Z",
};
const encoded = {
  body: multipart("b", [
    {
      headers: ["Content-Type: application/pidf+xml", "Content-Transfer-Encoding: base64"],
      text: Buffer.from(dated.pidf).toString("base64"),
    },
  ]),
  contentType: "multipart/mixed;boundary=b",
};

const at = (location: NonNullable<Expectation["call"]["location"]>, instant: string | null = null) =>
  expectationOf(emergency, { name: `at-${JSON.stringify(location).length}`, at: instant, call: { location } });

function of(
  call: { readonly ingress: string; readonly tenant?: string; readonly callingParty?: string },
  has: readonly string[] = [],
) {
  return expectationOf({ ...emergency, ...(has.length === 0 ? {} : { flags: { has: [...has] } }) }, { call });
}

import { type Expectation, type ExpectedDecision, expectationSchema } from "../../../shared/config/expectation.ts";

type Fields = Omit<Partial<Expectation>, "call"> & { readonly call?: Partial<Expectation["call"]> };

/** An expectation of the small document's 999, with some fields changed. */
export const expectationOf = (expect: ExpectedDecision, { call, ...fields }: Fields = {}): Expectation =>
  expectationSchema.parse({
    name: "gb-999",
    call: { ingress: "teams", calledParty: "+44999", ...call },
    why: "Ofcom GC A3.2",
    owner: "voice",
    ...fields,
    expect,
  });

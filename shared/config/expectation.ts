import * as z from "zod";
import { territoryCodeSchema } from "../catalogue/territory-name.ts";
import { callClasses } from "../recognition/classes.ts";
import { isFlag } from "../recognition/flags.ts";
import { nameSchema } from "../routing/names.ts";
import { exactText, givenLocationSchema, instant, remark } from "./text-fields.ts";

/** More would take too long to judge with every change. */
export const expectationsAtMost = 10_000;

const flagList = z.array(z.string().max(100).refine(isFlag, "is no flag of a decision")).min(1).max(50);

const saysSomething = (given: object): boolean => Object.keys(given).length > 0;

/** The call, with the fields of a call-setup event that a decision depends on. */
const expectedCallSchema = z.strictObject({
  ingress: exactText(64),
  tenant: exactText(64).exactOptional(),
  calledParty: exactText(1024),
  callingParty: remark(1024).exactOptional(),
  territory: territoryCodeSchema.exactOptional(),
  locationKey: exactText(64).exactOptional(),
  location: givenLocationSchema.exactOptional(),
});

/** What its decision must be. Members that are left out may be anything. */
const expectedDecisionSchema = z
  .strictObject({
    class: z.enum(callClasses).exactOptional(),
    action: z.enum(["route", "continue"]).exactOptional(),
    territory: territoryCodeSchema.exactOptional(),
    area: nameSchema.exactOptional(),
    conversion: nameSchema.exactOptional(),
    calledParty: exactText(256).exactOptional(),
    firstRoute: nameSchema.exactOptional(),
    requestUri: exactText(512).exactOptional(),
    flags: z
      .strictObject({ has: flagList.exactOptional(), lacks: flagList.exactOptional() })
      .refine(saysSomething, "must have has or lacks")
      .exactOptional(),
  })
  .refine(saysSomething, "must expect something");

/** A call, and the decision that no change may take from it (contract section 8). `at`: judged at that instant; null for now. */
export const expectationSchema = z.strictObject({
  name: nameSchema,
  call: expectedCallSchema,
  at: instant.nullable().default(null),
  expect: expectedDecisionSchema,
  why: remark(1024).min(1),
  owner: remark(256).min(1),
});

export type Expectation = z.infer<typeof expectationSchema>;

export type ExpectedDecision = Expectation["expect"];

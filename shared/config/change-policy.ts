import * as z from "zod";
import { type DangerCode, dangerCodes } from "./danger-codes.ts";

/** More than a night shift has people. */
const approvalsAtMost = 10;

const approvals = z.int().min(0).max(approvalsAtMost);

const ofDangers = Object.fromEntries(dangerCodes.map((danger) => [danger, approvals.exactOptional()]));

/** How many people other than its author must approve a change, and what a direct change may do (contract section 10). */
export const changePolicySchema = z.strictObject({
  /** `default` for every change, `anyDanger` for one with any danger that is not named here with a number of its own. */
  approvals: z.strictObject({ default: approvals.default(0), anyDanger: approvals.default(0), ...ofDangers }),
  /** Whether a change that needs approvals may go live directly, without any. */
  direct: z.enum(["allowed", "refused-when-approval-needed"]).default("allowed"),
  /** Whether a direct change that names an incident goes through all the same. */
  breakGlass: z.enum(["allowed", "refused"]).default("allowed"),
});

export type ChangePolicy = z.infer<typeof changePolicySchema>;

/** What holds where no policy was ever made. */
const noPolicy: ChangePolicy = changePolicySchema.parse({ approvals: {} });

/** The policy of a configuration. */
export const policyOf = ({ changePolicies }: { readonly changePolicies: readonly ChangePolicy[] }): ChangePolicy =>
  changePolicies[0] ?? noPolicy;

/** How many approvals a change with these dangers needs. One that weakens the policy needs as many as the policy asks for anything. */
export function approvalsNeeded({ approvals: asked }: ChangePolicy, dangers: readonly DangerCode[]): number {
  if (dangers.includes("weakens-change-policy")) return Math.max(...Object.values(asked));
  return Math.max(asked.default, ...dangers.map((danger) => askedFor(asked, danger)));
}

/** What a policy asks less than another, in words such as `approvals.anyDanger: 1 instead of 2`. */
export function weakened(before: ChangePolicy, after: ChangePolicy): readonly string[] {
  const fewer = (name: string, was: number, is: number): readonly string[] =>
    is < was ? [`approvals.${name}: ${is} instead of ${was}`] : [];
  return [
    ...fewer("default", before.approvals.default, after.approvals.default),
    ...fewer("anyDanger", before.approvals.anyDanger, after.approvals.anyDanger),
    ...dangerCodes
      .filter((danger) => danger in before.approvals || danger in after.approvals)
      .flatMap((danger) => fewer(danger, askedFor(before.approvals, danger), askedFor(after.approvals, danger))),
    ...(before.direct !== after.direct && after.direct === "allowed" ? ["direct: allowed"] : []),
    ...(before.breakGlass !== after.breakGlass && after.breakGlass === "allowed" ? ["breakGlass: allowed"] : []),
  ];
}

function askedFor(asked: ChangePolicy["approvals"], danger: DangerCode): number {
  const own: Readonly<Record<string, number>> = asked;
  return own[danger] ?? asked.anyDanger;
}

import { describe, expect, it } from "vitest";
import {
  approvalsNeeded,
  type ChangePolicy,
  changePolicySchema,
  policyOf,
  weakened,
} from "../../../shared/config/change-policy.ts";
import type { DangerCode } from "../../../shared/config/danger-codes.ts";

const policyWith = (approvals: object, more: object = {}): ChangePolicy =>
  changePolicySchema.parse({ approvals, ...more });

const policy = policyWith({ default: 1, anyDanger: 2, "removes-mask": 4, "changes-route-timing": 0 });

describe("a change", () => {
  it.each<[string, readonly DangerCode[], number]>([
    ["the usual approvals without a danger", [], 1],
    ["those of any danger with one", ["removes-tenant"], 2],
    ["those of a danger that has its own", ["removes-mask"], 4],
    ["the usual ones where a danger asks for fewer", ["changes-route-timing"], 1],
    ["the most that one of its dangers asks for", ["changes-route-timing", "removes-tenant", "removes-mask"], 4],
    ["as many as are asked for anything where it weakens the policy", ["weakens-change-policy"], 4],
  ])("needs %s", (_, dangers, count) => {
    expect(approvalsNeeded(policy, dangers)).toBe(count);
  });

  it("needs none where there is no policy, whatever its dangers", () => {
    const none = policyOf({ changePolicies: [] });
    expect(approvalsNeeded(none, ["removes-emergency-number", "weakens-change-policy"])).toBe(0);
    expect(none).toMatchObject({ direct: "allowed", breakGlass: "allowed" });
  });
});

describe("a policy", () => {
  const strict = policyWith(
    { default: 1, anyDanger: 2, "removes-mask": 4 },
    { direct: "refused-when-approval-needed", breakGlass: "refused" },
  );
  const { approvals } = strict;

  it.each<[string, ChangePolicy, readonly string[]]>([
    [
      "fewer for every change",
      { ...strict, approvals: { ...approvals, default: 0 } },
      ["approvals.default: 0 instead of 1"],
    ],
    [
      "fewer for a danger by a number of its own",
      { ...strict, approvals: { ...approvals, ...{ "removes-tenant": 1 } } },
      ["approvals.removes-tenant: 1 instead of 2"],
    ],
    [
      "fewer for a danger that has no number of its own any more",
      { ...strict, approvals: { default: 1, anyDanger: 2 } },
      ["approvals.removes-mask: 2 instead of 4"],
    ],
    ["direct changes that were refused", { ...strict, direct: "allowed" }, ["direct: allowed"]],
    ["changes for an incident that were refused", { ...strict, breakGlass: "allowed" }, ["breakGlass: allowed"]],
  ])("is weakened where it allows %s", (_, after, items) => {
    expect(weakened(strict, after)).toEqual(items);
  });

  it("is not weakened where it asks for more", () => {
    expect(weakened(strict, policyWith({ default: 2, anyDanger: 3, "removes-mask": 5 }, strict))).toEqual([]);
    expect(weakened(policyOf({ changePolicies: [] }), strict)).toEqual([]);
  });

  it.each([
    ["a word that is no danger", { default: 1, "removes-everything": 2 }],
    ["more people than a shift has", { default: 11 }],
    ["less than nobody", { anyDanger: -1 }],
  ])("is refused with %s", (_, given) => {
    expect(changePolicySchema.safeParse({ approvals: given }).success).toBe(false);
  });
});

import { policyOf, weakened } from "../change-policy.ts";
import type { DangerRule } from "./danger-rule.ts";

/** What the change policy asks no more, or would not if it is removed. */
export const changePolicyDangers: DangerRule = async ({ before, after }) =>
  weakened(policyOf(before.document), policyOf(after.document)).map((item) => ({
    danger: "weakens-change-policy",
    item,
    marks: [],
  }));

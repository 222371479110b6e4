import { expect, it } from "vitest";
import { isBy, isOver, stateOf, timingOf } from "../../../console/parts/proposal-state.ts";
import type { Proposal } from "../../../console/parts/propose-change.ts";

const approval = { by: "b", at: "2026-11-28T12:00:00.000Z", comment: null };
const proposal: Proposal = {
  id: "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10",
  state: "open",
  hash: "sha256:0",
  revision: 1,
  author: "configurer@operator.example (5d0c)",
  reason: "CHG1",
  createdAt: "2026-11-28T12:00:00.000Z",
  baseVersion: 1,
  activateAt: null,
  activateBefore: null,
  revertAfterS: null,
  confirmBy: null,
  breakGlass: null,
  approvalsNeeded: 2,
  approvals: [approval],
  confirmation: null,
  version: null,
  revertAt: null,
  errors: [],
  steps: [],
};

it.each<[Partial<Proposal>, RegExp, boolean]>([
  [{ state: "open" }, /^waits for approval, 1 of 2$/, false],
  [{ state: "scheduled", activateAt: "2026-11-28T12:00:00.000Z" }, /^approved, goes live at .*\d/, false],
  [{ state: "provisional", version: 4, revertAt: "2026-11-28T12:00:00.000Z" }, /^live as version 4 until .*\d/, false],
  [{ state: "confirmed", version: 4 }, /^live as version 4$/, true],
  [{ state: "conflict" }, /does not fit/, true],
  [{ state: "reverted", version: 4 }, /went back/, true],
])("a proposal that is %o", (changes, text, over) => {
  expect(stateOf({ ...proposal, ...changes })).toMatch(text);
  expect(isOver({ ...proposal, ...changes })).toBe(over);
});

it.each<[Partial<Proposal>, RegExp]>([
  [{}, /^$/],
  [{ activateAt: "2026-11-28T12:00:00.000Z" }, /^goes live at .*\d/],
  [{ revertAfterS: 600, confirmBy: "person" }, /^goes back after 10 min unless kept by a person$/],
  [{ revertAfterS: 86_400, confirmBy: "expectations" }, /^goes back after 24 h unless kept by probes/],
  [{ revertAfterS: 90 }, /after 90 s/],
])("the time that was chosen for a proposal: %o", (changes, text) => {
  expect(timingOf({ ...proposal, ...changes })).toMatch(text);
});

it("an author is known by name, whatever the object id", () => {
  expect(isBy("configurer@operator.example", proposal.author)).toBe(true);
  expect(isBy("configurer", proposal.author)).toBe(false);
});

import { afterEach, expect, it } from "vitest";
import { type SignIn, session } from "../../../console/api/session.ts";
import { allowedOn } from "../../../console/parts/answer-proposal.ts";
import type { Proposal } from "../../../console/parts/propose-change.ts";

const signIn: SignIn = { token: async () => "", again: async () => {}, out: async () => {} };
const become = (name: string, ...roles: readonly string[]): void => {
  session.value = { state: "signed-in", person: { name, roles: new Set(roles) }, signIn };
};
afterEach(() => {
  session.value = { state: "open" };
});

const by = (author: string, state: Proposal["state"]) => ({ author, state }) as Proposal;

it.each<[string, readonly string[], Proposal["state"], readonly string[]]>([
  ["a", ["Config.Write", "Config.Approve"], "open", ["withdraw"]],
  ["b", ["Config.Approve"], "open", ["approve", "reject"]],
  ["b", ["Config.Approve"], "scheduled", ["reject"]],
  ["b", ["Config.Approve"], "provisional", ["confirm"]],
  ["b", ["Config.Read"], "open", []],
  ["b", ["Config.Approve"], "confirmed", []],
])("%s with %j may answer one of a that is %s by %j", (name, roles, state, actions) => {
  become(name, ...roles);
  expect(allowedOn(by("a (5d0c)", state))).toEqual(actions);
});

it("where nobody signs in, everybody may do everything", () => {
  expect(allowedOn(by("local", "open"))).toEqual(["approve", "reject", "withdraw"]);
});

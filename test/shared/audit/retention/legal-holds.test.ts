import { describe, expect, it } from "vitest";
import {
  type HeldBy,
  holdsOver,
  holdsOverDay,
  type LegalHold,
} from "../../../../shared/audit/retention/legal-holds.ts";
import { holdOf } from "../../../support/trail/retention.ts";

const event: HeldBy = { at: "2026-11-22T12:00:00.000Z", callId: "call-1", tenants: ["contoso"] };
const config: HeldBy = { ...event, callId: null, tenants: [] };

describe("a legal hold", () => {
  it.each<[string, Partial<LegalHold>, HeldBy, boolean]>([
    ["of everything", {}, event, true],
    ["of everything, and an event about no call", {}, config, true],
    ["of the tenant", { tenant: "contoso" }, event, true],
    ["of another tenant", { tenant: "fabrikam" }, event, false],
    ["of a tenant whose name is spelt otherwise", { tenant: "Contoso" }, event, false],
    ["of a tenant, and an event of none", { tenant: "contoso" }, config, false],
    ["of calls that named no tenant", { tenant: "*" }, { ...event, tenants: ["*"] }, true],
    ["of calls that named no tenant, and one that did", { tenant: "*" }, event, false],
    ["of one of a call's tenants", { tenant: "fabrikam" }, { ...event, tenants: ["contoso", "fabrikam"] }, true],
    ["of a tenant, and a call of nobody knows whom", { tenant: "fabrikam" }, { ...event, tenants: null }, true],
    ["of the call", { callId: "call-1" }, event, true],
    ["of another call", { callId: "call-2" }, event, false],
    ["of a call, and an event about none", { callId: "call-1" }, config, false],
    ["from the event's instant on", { from: event.at }, event, true],
    ["from an instant after it on", { from: "2026-11-22T12:00:00.001Z" }, event, false],
    ["until the event's instant", { to: event.at }, event, false],
    ["until an instant after it", { to: "2026-11-22T12:00:00.001Z" }, event, true],
    ["of a tenant and a window that both match", { tenant: "contoso", from: event.at }, event, true],
    ["of a tenant that matches and a window that does not", { tenant: "contoso", to: event.at }, event, false],
    ["of a call that matches and a tenant that does not", { callId: "call-1", tenant: "fabrikam" }, event, false],
  ])("%s", (_, hold, facts, isHeld) => {
    expect(holdsOver(facts, [holdOf(hold)])).toHaveLength(isHeld ? 1 : 0);
  });

  it("is named beside the others that hold the same", () => {
    const holds = [holdOf({ name: "a" }), holdOf({ name: "b", tenant: "fabrikam" }), holdOf({ name: "c" })];
    expect(holdsOver(event, holds).map(({ name }) => name)).toEqual(["a", "c"]);
  });

  it.each<[string, Partial<LegalHold>, boolean]>([
    ["without a window", { tenant: "contoso" }, true],
    ["that begins within it", { from: "2026-11-22T23:59:59.999Z" }, true],
    ["that begins the day after", { from: "2026-11-23T00:00:00.000Z" }, false],
    ["that ends as it begins", { to: "2026-11-22T00:00:00.000Z" }, false],
    ["that ends within it", { to: "2026-11-22T00:00:00.001Z" }, true],
    ["within which it is", { from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z", callId: "x" }, true],
  ])("may be about a dead letter of a day when it is one %s: %o", (_, hold, isHeld) => {
    expect(holdsOverDay("2026-11-22", [holdOf(hold)])).toHaveLength(isHeld ? 1 : 0);
  });
});

import { describe, expect, it } from "vitest";
import type { AppRole } from "../../shared/identity/caller.ts";
import { signingSecret, useGuardedApp } from "../support/app/seeded-app.ts";
import { sign } from "../support/app/sign.ts";
import { objectId } from "../support/app/token-issuer.ts";
import { eventually } from "../support/eventually.ts";
import { call, change } from "./every-route.ts";
import { bearer, requestsOf } from "./requests.ts";

// What is recorded of callers with a token, and how much of the trail they see.
const product = useGuardedApp();
const { send, post } = requestsOf(product);

describe("a caller with a token", () => {
  type Page = { readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[] };
  const wide = () => {
    const iso = (offsetMs: number) => new Date(Date.now() + offsetMs).toISOString();
    return `from=${iso(-600_000)}&to=${iso(600_000)}`;
  };

  const readEvents = async (
    roles: readonly AppRole[],
    query: string,
  ): Promise<Page & { readonly headers: Headers }> => {
    const path = `audit/events?${wide()}&${query}`;
    const response = await send({ method: "GET", path }, bearer(await product().issuer.issue(roles)));
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return { ...((await response.json()) as Page), headers: response.headers };
  };

  it("is the author of a version, and of the audit event that tells of it", async () => {
    const response = await post("config/changes", change, bearer(await product().issuer.issue(["Config.Write"])));
    expect(response.status).toBe(201);
    const { version } = (await response.json()) as { readonly version: number };
    const path = `config/versions/${version}`;
    const read = await send({ method: "GET", path }, bearer(await product().issuer.issue(["Config.Read"])));
    expect(await read.json()).toMatchObject({ author: `operator@example.net (${objectId})` });
    await eventually(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-config.changed.v1");
      expect(events.map(({ data }) => data.sender)).toContain(`operator@example.net (${objectId})`);
    });
  });

  it("is recorded as a reader of the trail, with what was asked and whether calling numbers were shown", async () => {
    await readEvents(["Audit.Read"], "tenant=asked-for-once");
    await readEvents(["Audit.Read", "Audit.Read.Personal"], "tenant=asked-for-twice");
    await eventually(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-audit.read.v1&limit=1000");
      const reads = events.map(({ data }) => data.read);
      const by = `operator@example.net (${objectId})`;
      for (const [name, personal] of [
        ["asked-for-once", false],
        ["asked-for-twice", true],
      ] as const)
        expect(reads).toContainEqual({
          by,
          operation: "events",
          query: expect.objectContaining({ tenant: name }),
          personal,
        });
    });
  });

  it("is recorded as a reader of a lookup table's rows, with the table, its version and the form", async () => {
    const imports = "config/imports?kind=lookup-table&name=read-once&reason=CHG1";
    const stored = await post(
      imports,
      [{ key: "75056", value: "0144" }],
      bearer(await product().issuer.issue(["Config.Write"])),
    );
    expect(stored.status).toBe(201);
    const reader = bearer(await product().issuer.issue(["Config.Read"]));
    const read = async (path: string) =>
      (await send({ method: "GET", path: `config/lookup-tables/${path}` }, reader)).status;
    expect(await read("read-once/versions/1?format=csv")).toBe(200);
    expect(await read("read-once/versions/9?format=csv")).toBe(404);
    await eventually(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-audit.read.v1&limit=1000");
      const reads = events.map(({ data }) => data.read).filter((told) => JSON.stringify(told).includes("read-once"));
      expect(reads).toEqual([
        {
          by: `operator@example.net (${objectId})`,
          operation: "lookup-table",
          query: { name: "read-once", version: 1, format: "csv" },
          personal: false,
        },
      ]);
    });
  });

  it("sees calling numbers masked without the role to see them, in pages, stories and exports", async () => {
    const numbered = { ...call, callId: "call-masked" };
    await post("call-setup", numbered, sign(JSON.stringify(numbered), signingSecret));
    await eventually(async () => {
      const { events } = await readEvents(["Audit.Read"], "callId=call-masked");
      expect(events).toHaveLength(1);
    });
    const masked = await product().issuer.issue(["Audit.Read", "Audit.Export"]);
    const shown = await product().issuer.issue(["Audit.Read", "Audit.Export", "Audit.Read.Personal"]);
    for (const path of [
      `audit/events?${wide()}&limit=1000`,
      "audit/calls?callId=call-masked",
      `audit/events/export?${wide()}&callId=call-masked&format=ndjson`,
      `audit/events/export?${wide()}&callId=call-masked&format=csv`,
    ]) {
      const without = await send({ method: "GET", path }, bearer(masked));
      expect(without.headers.get("x-redacted")).toBe("callingParty");
      const text = await without.text();
      expect(text).toContain("+**********23");
      expect(text).not.toContain("1632960");
      const whole = await send({ method: "GET", path }, bearer(shown));
      expect(whole.headers.get("x-redacted")).toBeNull();
      expect(await whole.text()).toContain("+441632960123");
    }
  });

  it("asks for a caller only with the role to see callers, and leaves no number to be read without it", async () => {
    const numbered = { ...call, callId: "call-sought", callingParty: "01632 960 177", territory: "GB" };
    await post("call-setup", numbered, sign(JSON.stringify(numbered), signingSecret));
    const roles: readonly AppRole[] = ["Audit.Read", "Audit.Export"];
    const sought = "callingParty=%2B441632960177";
    await eventually(async () => {
      const { events } = await readEvents([...roles, "Audit.Read.Personal"], sought);
      expect(events).toMatchObject([{ data: { request: { callingParty: "01632 960 177" } } }]);
    });
    for (const path of [`audit/events?${wide()}&${sought}`, `audit/events/export?${wide()}&${sought}`]) {
      const answer = await send({ method: "GET", path }, bearer(await product().issuer.issue(roles)));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("Audit.Read.Personal") });
    }
    await eventually(async () => {
      const { events } = await readEvents(["Audit.Read"], "type=emergency-audit.read.v1&limit=1000");
      const asked = events.map(({ data }) => data.read).filter((read) => JSON.stringify(read).includes("**77"));
      expect(asked).toContainEqual(expect.objectContaining({ operation: "events", personal: true }));
      expect(JSON.stringify(events)).not.toContain("1632960177");
    });
  });

  it("gets answers that nobody may keep or take for something else", async () => {
    for (const answer of [
      await send({ method: "GET", path: "config" }, bearer(await product().issuer.issue(["Config.Read"]))),
      await send({ method: "GET", path: "config" }),
      await post("call-setup", call, sign(JSON.stringify(call), signingSecret)),
      await post("call-setup", {}, {}),
      await send({ method: "GET", path: "health/live" }),
    ]) {
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });
});

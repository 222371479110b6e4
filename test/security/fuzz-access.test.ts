import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { appRoles } from "../../shared/identity/caller.ts";
import { amount } from "../support/amount.ts";
import { signingSecret, useGuardedApp } from "../support/app/seeded-app.ts";
import { sign } from "../support/app/sign.ts";

// Made-up tokens and signatures: none lets a caller in, and nothing breaks.
const product = useGuardedApp();
let token: string;
beforeAll(async () => {
  token = await product().issuer.issue(appRoles);
});

/** What HTTP takes as the value of a header. */
const value = fc.oneof(
  fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/),
  fc.base64String({ minLength: 4, maxLength: 400 }),
  fc.constantFrom("", "null", "Bearer", "v0=", "Basic dXNlcjpwYXNz", "9".repeat(400)),
);

/** A part of a token, changed in one place or put in another. */
const broken = (parts: readonly string[]) =>
  fc
    .tuple(fc.nat(2), fc.nat(400), fc.constantFrom("", "A", "é".normalize("NFD").slice(0, 1), ".", "=", "AAAA"))
    .map(([part, at, by]) => {
      const text = parts[part] ?? "";
      // A good token's last letter may hold bits that mean nothing: the first half is changed.
      const place = at % Math.max(1, Math.floor(text.length / 2));
      const changed = `${text.slice(0, place)}${by}${text.slice(place + 1)}`;
      return parts.map((each, index) => (index === part ? changed : each)).join(".");
    });

const ask = async (path: string, init: RequestInit): Promise<number> => {
  const response = await fetch(`${product().app.url}/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(20_000) });
  await response.arrayBuffer();
  return response.status;
};

describe("made-up proofs", () => {
  it("that look like tokens are refused", async () => {
    const made = fc.oneof(
      value,
      value.map((text) => `Bearer ${text}`),
      broken(token.split(".")).map((text) => `Bearer ${text}`),
    );
    await fc.assert(
      fc.asyncProperty(
        made,
        fc.constantFrom("config", "config/versions", "audit/calls?callId=a"),
        async (text, path) => {
          fc.pre(text !== `Bearer ${token}`);
          expect(await ask(path, { headers: { authorization: text } })).toBe(401);
        },
      ),
      { numRuns: amount({ usual: 300, thorough: 1_000 }) },
    );
  });

  it("that look like signatures are refused", async () => {
    const body = '{"calledParty":"+44999"}';
    const good = sign(body, signingSecret);
    const headers = fc.record(
      {
        "x-signature": fc.oneof(value, fc.stringMatching(/^v0=[0-9a-f]{60,66}$/), fc.constant(good["x-signature"])),
        "x-signature-timestamp": fc.oneof(value, fc.integer().map(String), fc.constant(good["x-signature-timestamp"])),
        "content-type": value,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(headers, fc.oneof(fc.constant(body), fc.string()), async (made, text) => {
        const isGood =
          text === body &&
          made["x-signature"] === good["x-signature"] &&
          made["x-signature-timestamp"] === good["x-signature-timestamp"];
        // An empty body cannot be signed: the answer says that it is empty.
        const refusal = text === "" ? 400 : 401;
        expect(await ask("call-setup", { method: "POST", headers: made, body: text })).toBe(isGood ? 200 : refusal);
      }),
      { numRuns: amount({ usual: 300, thorough: 1_000 }) },
    );
  });

  it("do not lock out genuine callers", async () => {
    const body = '{"calledParty":"+44999"}';
    expect(await ask("call-setup", { method: "POST", headers: sign(body, signingSecret), body })).toBe(200);
    expect(await ask("config", { headers: { authorization: `Bearer ${token}` } })).toBe(200);
  });
});

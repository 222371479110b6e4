import { base64url, exportJWK, exportSPKI, generateKeyPair, importJWK } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DependencyError } from "../../../shared/dependency-error.ts";
import type { Identify } from "../../../shared/identity/caller.ts";
import { makeEntraIdentify } from "../../../shared/identity/entra-tokens.ts";
import {
  audience,
  objectId,
  startTokenIssuer,
  type TokenChanges,
  type TokenIssuer,
  tenantId,
} from "../../support/app/token-issuer.ts";

let issuer: TokenIssuer;
let identify: Identify;
/** The monotonic clock that the keys' ages are measured by. */
let elapsedMs = 0;

let strangers: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  strangers = await generateKeyPair("RS256");
});

beforeEach(async () => {
  issuer = await startTokenIssuer();
  elapsedMs = 0;
  identify = makeEntraIdentify({ authority: issuer.authority, tenantId, audience }, () => elapsedMs);
});

afterEach(() => {
  vi.useRealTimers();
});

/** The issuer's own key, to sign by another algorithm. */
const keyFor = async (algorithm: string) => {
  const key = await importJWK(await exportJWK(issuer.keys.privateKey), algorithm);
  if (key instanceof Uint8Array) throw new Error("The issuer's key is no key pair.");
  return key;
};

const dayS = 86_400;
const dayMs = dayS * 1_000;
const inS = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describe("an access token", () => {
  it("tells who asks and what they may do", async () => {
    const token = await issuer.issue(["Config.Read", "Audit.Export"]);
    expect(await identify(`Bearer ${token}`)).toEqual({
      outcome: "identified",
      caller: {
        id: objectId,
        name: `operator@example.net (${objectId})`,
        roles: new Set(["Config.Read", "Audit.Export"]),
        isAuthenticated: true,
      },
    });
  });

  it.each<[string, TokenChanges["claims"], string]>([
    [
      "an application by its id",
      { preferred_username: undefined, azp: "11111111-2222-4333-8444-555555555555" },
      `application 11111111-2222-4333-8444-555555555555 (${objectId})`,
    ],
    ["a name without what cannot be shown", { preferred_username: "a\u0000b\r\nc\u202e" }, `abc (${objectId})`],
  ])("names %s", async (_, claims, name) => {
    const identified = await identify(`Bearer ${await issuer.issue([], { claims })}`);
    expect(identified).toMatchObject({ caller: { name } });
  });

  it("gives no role that the product does not know, and none when it has none", async () => {
    const some = await issuer.issue([], { claims: { roles: ["Config.Write", "Everything", "config.read"] } });
    expect(await identify(`Bearer ${some}`)).toMatchObject({ caller: { roles: new Set(["Config.Write"]) } });
    const none = await issuer.issue([], { claims: { roles: undefined } });
    expect(await identify(`Bearer ${none}`)).toMatchObject({ caller: { roles: new Set() } });
  });

  it.each<[string, TokenChanges | (() => TokenChanges | Promise<TokenChanges>)]>([
    ["that has expired", { claims: { exp: inS(-120) } }],
    ["that never expires", { claims: { exp: undefined } }],
    ["that is not valid yet", { claims: { nbf: inS(600) } }],
    ["for another application", { claims: { aud: "11111111-2222-4333-8444-555555555555" } }],
    ["of another tenant", { issuer: "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0" }],
    ["of version 1.0", { claims: { ver: "1.0" } }],
    ["that is nobody's", { claims: { oid: undefined } }],
    ["with roles that are no list", { claims: { roles: "Config.Write" } }],
    ["signed with another key", () => ({ key: strangers.privateKey })],
    [
      "signed with another key under a key id of its own",
      () => ({ key: strangers.privateKey, header: { kid: "key-99" } }),
    ],
    [
      "signed with the public key as a shared secret",
      async () => ({
        key: new TextEncoder().encode(await exportSPKI(issuer.keys.publicKey)),
        header: { alg: "HS256" },
      }),
    ],
    ...["PS256", "RS512"].map((alg): [string, () => Promise<TokenChanges>] => [
      `signed with the tenant's key by ${alg}`,
      async () => ({ key: await keyFor(alg), header: { alg } }),
    ]),
    ["that is an ID token", { claims: { azp: undefined, nonce: "1", at_hash: "YQ" } }],
  ])("%s is refused", async (_, changes) => {
    const token = await issuer.issue(["Config.Write"], typeof changes === "function" ? await changes() : changes);
    expect(await identify(`Bearer ${token}`)).toEqual({ outcome: "refused", reason: expect.stringMatching(/./) });
  });

  it.each<[string, TokenChanges, string]>([
    ["expired", { claims: { exp: inS(-120) } }, "the token has expired"],
    ["not valid yet", { claims: { nbf: inS(600) } }, "the token is not valid yet"],
    ["for another application", { claims: { aud: objectId } }, "the token is for another application"],
    [
      "of another tenant",
      { issuer: "https://sts.windows.net/x/" },
      "the token is not of this tenant, or not of version 2.0",
    ],
  ])("that is %s is refused for that reason", async (_, changes, reason) => {
    expect(await identify(`Bearer ${await issuer.issue([], changes)}`)).toEqual({ outcome: "refused", reason });
  });

  it("of another key is refused as not genuine", async () => {
    const token = await issuer.issue([], { key: strangers.privateKey });
    expect(await identify(`Bearer ${token}`)).toMatchObject({ reason: "the token's signature is not genuine" });
  });

  it("that is no token at all is refused as one", async () => {
    for (const text of ["x", "abc.def.ghi"])
      expect(await identify(`Bearer ${text}`)).toEqual({
        outcome: "refused",
        reason: "the token is not a JSON Web Token",
      });
  });

  it("without a signature is refused, whatever its header says", async () => {
    const [, payload, signature] = (await issuer.issue(["Config.Write"])).split(".");
    for (const alg of ["none", "None", "NONE", "RS256"])
      for (const end of ["", signature?.slice(0, 10)]) {
        const header = base64url.encode(JSON.stringify({ alg, kid: "key-1" }));
        expect(await identify(`Bearer ${header}.${payload}.${end}`)).toMatchObject({ outcome: "refused" });
      }
  });

  it("whose content was changed is refused", async () => {
    const [header, payload, signature] = (await issuer.issue(["Config.Read"])).split(".");
    const claims = JSON.parse(new TextDecoder().decode(base64url.decode(payload ?? "")));
    const changed = base64url.encode(JSON.stringify({ ...claims, roles: ["Config.Write"] }));
    expect(await identify(`Bearer ${header}.${changed}.${signature}`)).toMatchObject({ outcome: "refused" });
  });

  it.each([
    ["nothing", null],
    ["an empty header", ""],
    ["a user and a password", "Basic dXNlcjpwYXNz"],
    ["a scheme alone", "Bearer"],
    ["garbage", "Bearer ...."],
    ["two tokens", "Bearer a.b.c, Bearer a.b.c"],
    ["a token that is no JSON", "Bearer YQ.YQ.YQ"],
  ])("that is %s is refused without asking for keys", async (_, authorization) => {
    expect(await identify(authorization)).toMatchObject({ outcome: "refused" });
    expect(issuer.asked()).toBe(0);
  });

  it("is refused in words that repeat nothing of it", async () => {
    const token = await issuer.issue(["Config.Write"], { claims: { exp: inS(-120) } });
    const refused = await identify(`Bearer ${token}`);
    expect(JSON.stringify(refused)).not.toMatch(/operator@|eyJ/);
  });
});

describe("the keys that tokens are signed with", () => {
  it("are fetched once for many tokens, at the same time and later", async () => {
    const authorization = `Bearer ${await issuer.issue(["Config.Read"])}`;
    await Promise.all(Array.from({ length: 20 }, () => identify(authorization)));
    await identify(authorization);
    expect(issuer.asked()).toBe(1);
  });

  it("are not fetched again for every key id that somebody makes up", async () => {
    await identify(`Bearer ${await issuer.issue(["Config.Read"])}`);
    for (let i = 0; i < 20; i++) {
      const forged = await issuer.issue(["Config.Read"], { header: { kid: `made-up-${i}` } });
      expect(await identify(`Bearer ${forged}`)).toMatchObject({ outcome: "refused" });
    }
    expect(issuer.asked()).toBeLessThanOrEqual(2);
  });

  it.each(["fail", "babble", "hang"] as const)(
    "that cannot be had (%s) are the store's fault, not the token's",
    async (how) => {
      issuer.behave(how);
      const authorization = `Bearer ${await issuer.issue(["Config.Read"])}`;
      await expect(identify(authorization)).rejects.toThrow(DependencyError);
      issuer.behave("answer");
      expect(await identify(authorization)).toMatchObject({ outcome: "identified" });
    },
  );

  it("that are old serve on while newer ones cannot be had, and not for ever", async () => {
    const authorization = `Bearer ${await issuer.issue(["Config.Read"])}`;
    await identify(authorization);
    issuer.behave("fail");
    elapsedMs += 2 * dayMs;
    expect(await identify(authorization)).toMatchObject({ outcome: "identified" });
    const unknown = await issuer.issue(["Config.Read"], { header: { kid: "key-of-tomorrow" } });
    await expect(identify(`Bearer ${unknown}`)).rejects.toThrow(DependencyError);
    elapsedMs += 2 * dayMs;
    await expect(identify(authorization)).rejects.toThrow(DependencyError);
  });

  it.each([
    ["an unknown key id half a minute after the last time", 31_000, { header: { kid: "made-up" } }],
    ["any token half a day after the last time", dayMs / 2 + 1, {}],
  ])("are fetched again for %s, though the clock was set back a day", async (_, afterMs, changes) => {
    const longLived = { claims: { iat: inS(-2 * dayS), exp: inS(dayS) } };
    await identify(`Bearer ${await issuer.issue([], longLived)}`);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - dayMs });
    elapsedMs += afterMs;
    await identify(`Bearer ${await issuer.issue([], { ...longLived, ...changes })}`);
    expect(issuer.asked()).toBe(2);
  });

  it("that nothing listens for are the store's fault too", async () => {
    const nowhere = makeEntraIdentify({ authority: "http://127.0.0.1:1", tenantId, audience }, () => elapsedMs);
    await expect(nowhere(`Bearer ${await issuer.issue(["Config.Read"])}`)).rejects.toThrow(DependencyError);
  });
});

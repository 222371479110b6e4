import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monotonic } from "../../../shared/clock.ts";
import { makeSeenSignatures } from "../../../shared/identity/seen-signatures.ts";
import {
  makeSignatureCheck,
  type SignatureVersion,
  type SignedRequest,
  signatureVersions,
} from "../../../shared/identity/webhook-signature.ts";
import { sign, signFor } from "../../support/app/sign.ts";

const secret = "a secret of the signalling layer";
const previous = "what it was until a minute before";
const nowS = 1_800_000_000;
const body = Buffer.from('{"calledParty":"+44999"}');

const checkAt = (
  atS = nowS,
  seen = makeSeenSignatures(monotonic),
  versions: readonly SignatureVersion[] = signatureVersions,
) =>
  makeSignatureCheck({
    versions: new Set(versions),
    secrets: new Map([
      ["webhook-signature", secret],
      ["webhook-signature-previous", previous],
    ]),
    seen,
    now: () => atS * 1000,
  });

const url = "https://router.example.net/api/v1/call-setup";

/** A request to call-setup with these headers. */
const headersOf = (headers: Readonly<Record<string, string>>, method = "POST", to = url): SignedRequest => ({
  method,
  url: to,
  headers: new Headers(headers),
});

describe("a signed request", () => {
  it("is genuine, and says which secret it was signed with", () => {
    expect(checkAt()(headersOf(sign(body, secret, nowS)), body)).toEqual({
      outcome: "genuine",
      sender: "webhook-signature",
    });
    expect(checkAt()(headersOf(sign(body, previous, nowS)), body)).toEqual({
      outcome: "genuine",
      sender: "webhook-signature-previous",
    });
  });

  it("is signed as RFC 2104 and the contract say: a known answer", () => {
    const known = {
      "x-signature-timestamp": "1800000000",
      "x-signature": "v0=e0442eb667f781c517ba1ac9d52356afc32317e1fedb17b2e99684beb3113de6",
    };
    expect(checkAt()(headersOf(known), body)).toMatchObject({ outcome: "genuine" });
  });

  it.each([-300, -299, 0, 299, 300])("is good %i s away from our time", (offsetS) => {
    expect(checkAt()(headersOf(sign(body, secret, nowS + offsetS)), body)).toMatchObject({ outcome: "genuine" });
  });

  it.each([-100_000, -301, 301, 100_000])("is refused %i s away from our time", (offsetS) => {
    expect(checkAt()(headersOf(sign(body, secret, nowS + offsetS)), body)).toMatchObject({ outcome: "refused" });
  });

  const good = sign(body, secret, nowS);
  const hex = good["x-signature"].slice("v0=".length);

  it.each<[string, Record<string, string>]>([
    ["without headers", {}],
    ["without a time", { "x-signature": good["x-signature"] }],
    ["without a signature", { "x-signature-timestamp": String(nowS) }],
    ["at another time than was signed", { ...good, "x-signature-timestamp": String(nowS + 1) }],
    ["with its time written in another way", { ...good, "x-signature-timestamp": `0${nowS}` }],
    ["with a time in milliseconds", { ...good, "x-signature-timestamp": `${nowS}000` }],
    ["with a time that is no number", { ...good, "x-signature-timestamp": "NaN" }],
    ["with a time of nothing", { ...good, "x-signature-timestamp": "" }],
    ["with a signature cut short", { ...good, "x-signature": `v0=${hex.slice(0, -1)}` }],
    ["with half a signature", { ...good, "x-signature": `v0=${hex.slice(0, 32)}` }],
    ["with an empty signature", { ...good, "x-signature": "v0=" }],
    ["with a signature shifted by a digit", { ...good, "x-signature": `v0=${hex.slice(1)}${hex.slice(0, 1)}` }],
    ["with a longer signature", { ...good, "x-signature": `v0=${hex}00` }],
    ["with a signature without its version", { ...good, "x-signature": hex }],
    ["with a signature of another version", { ...good, "x-signature": `v1=${hex}` }],
    ["with two signatures", { ...good, "x-signature": `v0=${hex}, v0=${hex}` }],
    ["signed with another secret", sign(body, `${secret}!`, nowS)],
    ["signed with nothing", sign(body, "", nowS)],
    ["signed over another body", sign(Buffer.from("{}"), secret, nowS)],
  ])("is refused %s", (_, headers) => {
    expect(checkAt()(headersOf(headers), body)).toEqual({ outcome: "refused", reason: expect.stringMatching(/./) });
  });

  it("is refused when any one byte of its body is another", () => {
    const check = checkAt();
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (index, by) => {
        const changed = Uint8Array.from(body, (byte, at) => (at === index ? (byte + by) % 256 : byte));
        expect(check(headersOf(good), changed)).toMatchObject({ outcome: "refused" });
      }),
    );
  });

  it("is not taken for another whose time and body run together to the same text", () => {
    const signed = sign(Buffer.from("5:{}"), secret, nowS);
    const moved = { ...signed, "x-signature-timestamp": `${nowS}:5` };
    expect(checkAt()(headersOf(moved), Buffer.from("{}"))).toMatchObject({ outcome: "refused" });
  });
});

describe("a request whose method and path are signed too", () => {
  const signed = signFor("POST /api/v1/call-setup", body, secret, nowS);

  it("is genuine at that route, whatever host and query it came by", () => {
    for (const to of [url, "http://127.0.0.1:7071/api/v1/call-setup", `${url}?code=a-key`])
      expect(checkAt()(headersOf(signed, "POST", to), body)).toMatchObject({ outcome: "genuine" });
  });

  it("is signed as the contract says: a known answer", () => {
    const known = {
      "x-signature-timestamp": "1800000000",
      "x-signature": "v1=13bd19b2a42b1cc5993824a1d4670582676595a3ae3f4a3911650b598c956a8a",
    };
    expect(checkAt()(headersOf(known), body)).toMatchObject({ outcome: "genuine" });
  });

  it.each<[string, SignedRequest]>([
    ["at another route", headersOf(signed, "POST", url.replace("call-setup", "call-outcomes"))],
    ["by another method", headersOf(signed, "PUT")],
    ["at its path and more", headersOf(signed, "POST", `${url}/`)],
    ["at its path in other letters", headersOf(signed, "POST", url.replace("call", "CALL"))],
    ["as one that has no route", headersOf({ ...signed, "x-signature": signed["x-signature"].replace("v1", "v0") })],
    ["with the method in small letters", headersOf(signFor("post /api/v1/call-setup", body, secret, nowS))],
    ["without a path", headersOf(signFor("POST", body, secret, nowS))],
  ])("is refused %s", (_, request) => {
    expect(checkAt()(request, body)).toEqual({
      outcome: "refused",
      reason: expect.stringMatching(/^the signature is not/),
    });
  });

  it("is the only one that is taken where the settings say so", () => {
    const check = checkAt(nowS, makeSeenSignatures(monotonic), ["v1"]);
    expect(check(headersOf(signed), body)).toMatchObject({ outcome: "genuine" });
    expect(check(headersOf(sign(body, secret, nowS)), body)).toEqual({
      outcome: "refused",
      reason: "a signature over method and path is needed, as x-signature: v1=<hex>",
    });
  });
});

describe("a request that is sent again as it is", () => {
  const signed = sign(body, secret, nowS);

  /** What comes of the request, sent again `afterS` seconds after it was first sent, by a wall clock that shows `wallS`. */
  function sentAgain(afterS: number, wallS: number, headers: Readonly<Record<string, string>> = signed) {
    let elapsedMs = 0;
    const seen = makeSeenSignatures(() => elapsedMs);
    checkAt(nowS, seen)(headersOf(signed), body);
    elapsedMs = afterS * 1_000;
    return checkAt(wallS, seen)(headersOf(headers), body);
  }

  const replay = { outcome: "refused", reason: "the signature was used before" };

  it.each([0, 1, 60])("is answered %i s later: the sender may have lost our answer", (afterS) => {
    expect(sentAgain(afterS, nowS + afterS)).toMatchObject({ outcome: "genuine" });
  });

  it("is refused after that as a replay, in whatever letters", () => {
    const inCapitals = { ...signed, "x-signature": `v0=${signed["x-signature"].slice(3).toUpperCase()}` };
    for (const headers of [signed, inCapitals]) expect(sentAgain(61, nowS + 61, headers)).toEqual(replay);
  });

  it.each([
    ["a replay after two minutes, in which the clock was set back by them", 120, 0, replay],
    ["no replay after a second, in which the clock was set ahead by four minutes", 1, 240, { outcome: "genuine" }],
  ])("is %s", (_, afterS, wallAfterS, verdict) => {
    expect(sentAgain(afterS, nowS + wallAfterS)).toMatchObject(verdict);
  });

  it("cannot be made a replay by somebody who only knows its signature", () => {
    const seen = makeSeenSignatures(monotonic);
    const headers = headersOf(signed);
    checkAt(nowS - 100, seen)(headers, Buffer.from("{}"));
    expect(checkAt(nowS, seen)(headers, body)).toMatchObject({ outcome: "genuine" });
  });
});

describe("the memory of signatures", () => {
  it("has an end: the oldest are forgotten", () => {
    let elapsedMs = 0;
    const seen = makeSeenSignatures(() => elapsedMs, 2);
    for (const signature of ["a", "b", "c"]) expect(seen.isReplay(signature)).toBe(false);
    elapsedMs = 90_000;
    expect(["a", "c"].map((signature) => seen.isReplay(signature))).toEqual([false, true]);
  });
});

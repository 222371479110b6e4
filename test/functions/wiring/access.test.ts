import { HttpRequest } from "@azure/functions";
import { expect, it } from "vitest";
import { readSettings } from "../../../functions/settings.ts";
import { makeAccess } from "../../../functions/wiring/access.ts";
import { monotonic } from "../../../shared/clock.ts";
import { sign, signFor } from "../../support/app/sign.ts";
import { recordingLog } from "../../support/log/recording-log.ts";

const secret = "what the signalling layer signs with";
const previous = "what the signalling layer signed with";
const body = '{"calledParty":"999"}';
const nowS = 1_800_000_000;

const settings = readSettings({
  TABLES_CONNECTION: "UseDevelopmentStorage=true",
  EVENT_HUBS_CONNECTION: "Endpoint=sb://name;SharedAccessKeyName=send;SharedAccessKey=a2V5",
  AUTHENTICATION: "none",
  WEBHOOK_SIGNING_SECRET: secret,
  WEBHOOK_SIGNING_SECRET_PREVIOUS: previous,
});

/** An instance whose clock is set by hand, and what it turned away. */
function startInstance() {
  let atS = nowS;
  const refused: string[] = [];
  const { readSignedBody, guard } = makeAccess({
    settings,
    log: recordingLog(),
    now: () => atS * 1_000,
    clock: () => (atS - nowS) * 1_000,
    onRefused: (by) => void refused.push(by),
  });
  const read = (headers: Readonly<Record<string, string>>, limitBytes = 1_000) => {
    const url = "http://localhost/api/v1/call-setup";
    return readSignedBody(new HttpRequest({ method: "POST", url, headers, body: { string: body } }), limitBytes);
  };
  const wait = (seconds: number) => {
    atS += seconds;
  };
  return { read, wait, refused, guard };
}

it("reads what either secret signed, and says which", async () => {
  const { read, refused } = startInstance();
  const value = { calledParty: "999" };
  expect(await read(sign(body, secret, nowS))).toMatchObject({ value, sender: "webhook-signature" });
  expect(await read(sign(body, previous, nowS))).toMatchObject({ value, sender: "webhook-signature-previous" });
  expect(refused).toEqual([]);
});

it("answers a repeated request for a minute, and then refuses it", async () => {
  const { read, wait, refused } = startInstance();
  const headers = sign(body, secret, nowS);
  for (const seconds of [0, 30, 30]) {
    wait(seconds);
    expect(await read(headers)).toMatchObject({ outcome: "read" });
  }
  wait(1);
  expect(await read(headers)).toEqual({ outcome: "refused", reason: "the signature was used before" });
  expect(refused).toEqual(["signature"]);
});

it("reads no more of a body than it takes, and signed or not says so", async () => {
  const { read } = startInstance();
  expect(await read(sign(body, secret, nowS), 10)).toMatchObject({ outcome: "too-large" });
  expect(await read({}, 10)).toMatchObject({ outcome: "too-large" });
});

it("asks for a function key where nobody is told apart, and for a token where they are", () => {
  expect(startInstance().guard.authLevel).toBe("function");
  const entra = {
    ...settings,
    AUTHENTICATION: "entra",
    ENTRA_TENANT_ID: "7f4ce1d4-2b9e-4c25-9c51-9a8d5a3a2f10",
    ENTRA_AUDIENCE: "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21",
  } as const;
  const { guard } = makeAccess({
    settings: entra,
    log: recordingLog(),
    now: Date.now,
    clock: monotonic,
    onRefused: () => {},
  });
  expect(guard.authLevel).toBe("anonymous");
});

it("refuses a request that was signed for another route, and with v1 alone also one that names no route", async () => {
  const taken = async (given: Record<string, string>, headers: Readonly<Record<string, string>>, route: string) => {
    const { readSignedBody } = makeAccess({
      settings: { ...settings, ...given },
      log: recordingLog(),
      now: () => nowS * 1_000,
      clock: monotonic,
      onRefused: () => {},
    });
    const url = `http://localhost/api/v1/${route}`;
    return (await readSignedBody(new HttpRequest({ method: "POST", url, headers, body: { string: body } }), 1_000))
      .outcome;
  };
  const forSetup = signFor("POST /api/v1/call-setup", body, secret, nowS);
  for (const given of [{}, { WEBHOOK_SIGNATURES: "v1" }]) {
    expect(await taken(given, forSetup, "call-setup")).toBe("read");
    expect(await taken(given, forSetup, "call-outcomes")).toBe("refused");
  }
  expect(await taken({}, sign(body, secret, nowS), "call-outcomes")).toBe("read");
  expect(await taken({ WEBHOOK_SIGNATURES: "v1" }, sign(body, secret, nowS), "call-setup")).toBe("refused");
});

import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forEachAtOnce } from "../../shared/for-each-at-once.ts";
import { eventually } from "../support/eventually.ts";
import { type FarEnds, openFarEnds } from "../support/sip/far-ends.ts";
import { openHttpsFront } from "../support/sip/https-front.ts";
import {
  type RunningRecipe,
  runShortRecipe,
  type ShortRecipeOptions,
  shortRecipe,
} from "../support/sip/run-short-recipe.ts";
import { playScenario } from "../support/sip/run-sipp.ts";
import { putOutOfReach, putRouteSet, type SipApp, startSipApp } from "../support/sip/sip-app.ts";
import { callThrough } from "../support/sip/sip-endpoint.ts";
import { missingForSip, tellWhatIsMissing } from "../support/sip/sip-tools.ts";
import { makeCertificates } from "../support/stores/certificates.ts";

// Here alone, since each of vitest's processes would say it.
tellWhatIsMissing();

const names = ["a", "b", "ireland", "emergencyTrunk", "ordinaryTrunk", "contingency", "elsewhere"] as const;
const caller = "<sip:+441632960123@sbc1.example.net>";

describe("the text of the short recipe", () => {
  it("has at most 60 lines of routing, besides comments and closing braces", async () => {
    const text = await shortRecipe();
    const routing = text.slice(text.indexOf("request_route {")).split("\n");
    expect(routing.filter((line) => !/^\s*(?:#.*|\})?$/.test(line)).length).toBeLessThanOrEqual(60);
  });
});

describe.skipIf(missingForSip !== null)("Kamailio of Debian with the short recipe", () => {
  const stops: (() => unknown)[] = [];
  let sip: SipApp;
  let farEnds: FarEnds<(typeof names)[number]>;
  let list: string;
  let kamailio: RunningRecipe;

  beforeAll(async () => {
    farEnds = await openFarEnds(names);
    stops.push(() => farEnds.close());
    sip = await startSipApp();
    stops.push(() => sip.stop());
    const { a, b, ireland, contingency } = farEnds.ports;
    await sip.change(
      putRouteSet("emergency", { "emergency-a": a, "emergency-b": b }),
      putRouteSet("ireland", { "ireland-a": ireland }),
      putRouteSet("contingency", { "contingency-desk": contingency }),
      {
        op: "put",
        kind: "number",
        item: { territory: "IE", shortCode: "112", class: "emergency", routeSet: "ireland" },
      },
      ...putOutOfReach("FR", "15"),
    );
    const directory = await mkdtemp(join(tmpdir(), "emergency-calls-"));
    stops.push(() => rm(directory, { recursive: true }));
    list = join(directory, "numbers");
    await fetchList();
    // A machine that is busy with tests may take longer than the recipe waits.
    kamailio = await start([sip.app.url, sip.app.url], { answerWithinS: 10 });
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  beforeEach(() => farEnds.reset());

  const lists = () => `${sip.app.url}/api/v1/config/lists/kamailio`;
  const fetchList = async () => writeFile(list, await (await fetch(`${lists()}?ingress=zoom,teams`)).text());
  const checkList = async () => {
    const init = { method: "POST", body: await readFile(list, "utf8") };
    return (await fetch(`${lists()}/check?ingress=zoom,teams`, init)).json();
  };

  /** Kamailio with these as the addresses of the app. */
  async function start(
    addresses: ShortRecipeOptions["addresses"],
    more: Pick<ShortRecipeOptions, "authorityPath" | "answerWithinS" | "restS"> = {},
  ): Promise<RunningRecipe> {
    const trunks = { ordinary: farEnds.ports.ordinaryTrunk, emergency: farEnds.ports.emergencyTrunk };
    const running = await runShortRecipe({ addresses, directory: join(list, ".."), trunks, ...more });
    stops.push(() => running.stop());
    return running;
  }

  let calls = 0;
  type Called = { readonly port?: number; readonly from?: string; readonly more?: string; readonly scenario?: string };

  /** Has SIPp call; says what it was told and which far ends got the call. */
  async function call(
    called: string,
    { port = kamailio.ports.zoom, from = caller, more = "", scenario = "call" }: Called = {},
  ) {
    calls += 1;
    const callId = `short-${calls}`;
    const played = await playScenario({ scenario, port, callId, keys: { called, from, more } });
    return { ...played, callId, reached: farEnds.reachedBy(callId) };
  }

  it("answers OPTIONS with 200", async () => {
    const { succeeded, answers } = await call("", { scenario: "options" });
    expect({ succeeded, answers }).toEqual({ succeeded: true, answers: ["200 OK"] });
  });

  it("sends an emergency its first route, with the headers of the decision, and reports the outcome", async () => {
    const { succeeded, callId, reached } = await call("sip:+44999@sbc1.example.net;user=phone", {
      more: "\r\nPriority: non-urgent\r\nResource-Priority: q735.4",
    });
    expect(succeeded).toBe(true);
    const uri = `sip:999@127.0.0.1:${farEnds.ports.a};user=phone`;
    expect(reached).toMatchObject([{ name: "a", startLine: `INVITE ${uri} SIP/2.0` }]);
    expect(reached[0]?.fields.filter(([name]) => name === "priority")).toEqual([["priority", "emergency"]]);
    // Two workers of the proxy send ACK and BYE on; either may be the first.
    await eventually(() => expect([...farEnds.methodsAt("a", callId)].sort()).toEqual(["ACK", "BYE", "INVITE"]));
    const { decisions, outcomes } = await sip.tellStory(callId);
    expect(decisions).toHaveLength(1);
    const outcome = { finalStatus: 200, routeName: "emergency-a" };
    expect(outcomes).toMatchObject([{ data: { outcome, sender: "webhook-signature" } }]);
  });

  it.each([
    ["zoom", "sip:+44999@sbc1.example.net", "a", "sip:999@"],
    ["zoom", "sip:%2B44999@sbc1.example.net", "a", "sip:999@"],
    ["zoom", "tel:+44112", "a", "sip:112@"],
    ["zoom", "sip:+353112@sbc1.example.net;user=phone", "ireland", "sip:112@"],
    ["zoom", "urn:service:sos", "a", "sip:"],
    ["teams", "sip:999@sbc1.example.net;user=phone", "a", "sip:999@"],
    ["teams", "sip:112@sbc1.example.net", "a", "sip:112@"],
  ] as const)("of the trunk %s sends %s to %s as %s…", async (ingress, called, name, sent) => {
    const { succeeded, reached } = await call(called, { port: kamailio.ports[ingress] });
    expect(succeeded).toBe(true);
    expect(reached).toMatchObject([{ name, startLine: expect.stringContaining(`INVITE ${sent}`) }]);
  });

  it.each([
    ["503 Service Unavailable", ["a", "b"], "200 OK"],
    [null, ["a", "b"], "200 OK"],
    ["486 Busy Here", ["a"], "486 Busy Here"],
  ])("goes on to the next route where the first answers %s: %j", async (status, expected, told) => {
    farEnds.statuses.a = status;
    const { answers, reached, callId } = await call("sip:+44999@sbc1.example.net");
    expect([...new Set(reached.map(({ name }) => name))]).toEqual(expected);
    expect(answers).toContain(told);
    const routeName = expected.length === 2 ? "emergency-b" : "emergency-a";
    expect((await sip.tellStory(callId)).outcomes).toMatchObject([{ data: { outcome: { routeName } } }]);
  });

  it("tells the caller and the trail when no route answers", async () => {
    const refusing = "503 Service Unavailable";
    Object.assign(farEnds.statuses, { a: refusing, b: refusing, contingency: refusing });
    const { answers, callId } = await call("sip:+44999@sbc1.example.net");
    expect(answers).toContain("503 No Emergency Route Answers");
    const outcome = { finalStatus: 503, routeName: "contingency-desk" };
    expect((await sip.tellStory(callId)).outcomes).toMatchObject([{ data: { outcome } }]);
  });

  it("sends an emergency whose routes it cannot send to over the emergency trunk, as it was dialled", async () => {
    const { succeeded, reached } = await call("sip:+3315@sbc1.example.net");
    expect(succeeded).toBe(true);
    expect(reached).toMatchObject([{ name: "emergencyTrunk", startLine: "INVITE sip:+3315@sbc1.example.net SIP/2.0" }]);
  });

  it("leaves an ordinary call as it is", async () => {
    const uri = "sip:+33112345678@sbc1.example.net;user=phone";
    const { succeeded, reached } = await call(uri);
    expect(succeeded).toBe(true);
    expect(reached).toMatchObject([{ name: "ordinaryTrunk", startLine: `INVITE ${uri} SIP/2.0` }]);
  });

  it("cancels the route that rings, tries no other, and reports it", async () => {
    farEnds.statuses.a = "180 Ringing";
    const played = await call("sip:+44999@sbc1.example.net", { scenario: "cancel" });
    const { succeeded, answers, reached, callId, messages } = played;
    expect(succeeded, messages).toBe(true);
    expect(answers).toContainEqual(expect.stringMatching(/^487 /));
    expect(reached).toMatchObject([{ name: "a" }]);
    expect(farEnds.methodsAt("a", callId)).toContain("CANCEL");
    expect((await sip.tellStory(callId)).outcomes).toMatchObject([{ data: { outcome: { finalStatus: 487 } } }]);
  });

  describe("lets nothing of a caller become a header field, a route or a decision", () => {
    const evil = () => `sip:evil@127.0.0.1:${farEnds.ports.elsewhere}`;

    it.each([
      [
        "a display name with JSON in it",
        () => ({ from: `"\\"}],\\"routes\\":[{\\"uri\\":\\"${evil()}\\"}]" ${caller}` }),
      ],
      ["a display name with a number", () => ({ from: `"112 +44999 <${evil()}>" ${caller}` })],
      ["escaped line ends in From", () => ({ from: "<sip:+44%0d%0aRoute:%20sip:evil%40h@sbc1.example.net>" })],
      ["letters that are no UTF-8", () => ({ from: `"\u00ff\u00fe" <sip:\u00ff@sbc1.example.net>` })],
      ["a folded identity", () => ({ more: `\r\nP-Asserted-Identity: "x\r\n Priority: normal" <sip:+44@h>` })],
      ["a Route of its own", () => ({ more: `\r\nRoute: <${evil()};lr>` })],
    ])("%s", async (_, hostile) => {
      const { reached } = await call("sip:+44999@sbc1.example.net", hostile());
      expect(reached.map(({ name }) => name)).toEqual(["a"]);
      expect(reached[0]?.startLine).toBe(`INVITE sip:999@127.0.0.1:${farEnds.ports.a};user=phone SIP/2.0`);
      const fields = reached[0]?.fields ?? [];
      expect(fields.filter(([name]) => name === "priority")).toEqual([["priority", "emergency"]]);
      expect(fields.filter(([name]) => name === "route")).toEqual([]);
    });

    it("header fields in the Request-URI", async () => {
      const fields = `Route=${encodeURIComponent(`<${evil()};lr>`)}&Priority=normal`;
      const { reached } = await call(`sip:+44999@sbc1.example.net?${fields}`);
      const startLine = `INVITE sip:999@127.0.0.1:${farEnds.ports.a};user=phone SIP/2.0`;
      expect(reached).toMatchObject([{ name: "a", startLine }]);
      expect(reached[0]?.headers.get("route")).toBeUndefined();
    });

    it.each([
      ["a From that is cut off", "sip:+44999@sbc1.example.net", `"Bob <sip:+44"@`],
      ["a Request-URI with two hosts", "sip:+44999@sbc1.example.net@h", caller],
    ])("answers 400 to what Kamailio cannot read: %s", async (_, called, from) => {
      const { answers, reached } = await call(called, { from });
      expect(answers).toEqual(["400 Bad Request"]);
      expect(reached).toEqual([]);
    });
  });

  /** An address that takes connections and does not answer. */
  async function openSilent() {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    stops.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, connections: () => connections };
  }

  it("calls by whatever name go where the decision says, or are answered 400", async () => {
    const part = fc.string({ unit: fc.constantFrom(..."\"<>;:@,\\%0d0aR?=&{}[]$()' \tPriority"), maxLength: 30 });
    const callers = fc.sample(fc.record({ display: part, user: part, identity: part }), { numRuns: 300, seed: 17 });
    const startLine = `INVITE sip:999@127.0.0.1:${farEnds.ports.a};user=phone SIP/2.0`;
    const sent = await forEachAtOnce(10, [...callers.entries()], async ([i, { display, user, identity }]) => {
      const callId = `by-${i}`;
      const from = `"${display}" <sip:${user}@sbc1.example.net>`;
      const more = [`P-Asserted-Identity: ${identity}`];
      const requestUri = "sip:+44999@sbc1.example.net";
      const { startLine: told } = await callThrough(kamailio.ports.zoom, { requestUri, callId, from, more });
      const reached = farEnds.reachedBy(callId);
      if (told === "SIP/2.0 400 Bad Request") {
        expect(reached).toEqual([]);
        return false;
      }
      expect(told, from).toBe("SIP/2.0 200 OK");
      expect(reached, from).toMatchObject([{ name: "a", startLine }]);
      const added = reached[0]?.fields.filter(([name]) => name === "route" || name === "priority");
      expect(added, from).toEqual([["priority", "emergency"]]);
      return true;
    });
    // Kamailio reads about 130 of them.
    expect(sent.filter((wasSent) => wasSent).length).toBeGreaterThan(80);
    expect(sent).toContain(false);
  });

  it("asks no more for a while when five calls had no decision, and carries every call", async () => {
    const { url, connections } = await openSilent();
    // On a busy machine seven calls may take longer than the recipe's ten seconds.
    const { ports } = await start([url, url], { restS: 600 });
    const dial = () => call("sip:+44999@sbc1.example.net", { port: ports.zoom });
    const first = await Promise.all(Array.from({ length: 5 }, dial));
    await eventually(() => expect(connections()).toBe(10));
    for (const { reached } of [...first, await dial(), await dial()]) expect(reached).toMatchObject([{ name: "a" }]);
    expect(connections()).toBe(10);
  });

  describe("while the first address does not answer", () => {
    let waiting: RunningRecipe;
    beforeAll(async () => {
      waiting = await start([(await openSilent()).url, sip.app.url], { answerWithinS: 3 });
    });
    const dial = (scenario: string) => call("sip:+44999@sbc1.example.net", { port: waiting.ports.zoom, scenario });

    it("asks the other one; an INVITE repeated meanwhile is the same call", async () => {
      const { succeeded, reached, callId, messages } = await dial("repeat");
      expect(succeeded, messages).toBe(true);
      expect(reached).toMatchObject([{ name: "a" }]);
      expect((await sip.tellStory(callId)).decisions).toHaveLength(1);
    });

    it("sends no call on that was cancelled", async () => {
      const { succeeded, answers, callId, messages } = await dial("cancel-early");
      expect(succeeded, messages).toBe(true);
      expect(answers).toContainEqual(expect.stringMatching(/^487 /));
      // A later call has been through meanwhile.
      expect((await dial("call")).reached).toMatchObject([{ name: "a" }]);
      expect(farEnds.reachedBy(callId)).toEqual([]);
    });
  });

  it("asks over https those whose certificate it trusts, and no others", async () => {
    const certificates = makeCertificates((remove) => stops.push(remove));
    const front = await openHttpsFront(certificates, sip.app.url);
    stops.push(() => front.close());
    const dial = async (trusts: Pick<ShortRecipeOptions, "authorityPath">) => {
      const { ports, log } = await start([front.url, front.url], { ...trusts, answerWithinS: 10 });
      const { reached } = await call("sip:+44999@sbc1.example.net", { port: ports.zoom });
      return { reached, isLocal: log().includes("local default") };
    };
    const { authorityPath } = certificates;
    expect(await dial({ authorityPath })).toMatchObject({ reached: [{ name: "a" }], isLocal: false });
    expect(await dial({})).toMatchObject({ reached: [{ name: "a" }], isLocal: true });
  });

  it("has a list that is in step until the version changes, and again when it is loaded anew", async () => {
    expect(await checkList()).toMatchObject({ inStep: true });
    const { b } = farEnds.ports;
    await sip.change(putRouteSet("ireland", { "ireland-b": b }));
    const differs = await checkList();
    expect(differs).toMatchObject({ inStep: false });
    expect(JSON.stringify(differs)).toContain("+353112");
    await fetchList();
    expect(await checkList()).toMatchObject({ inStep: true });
    await kamailio.command("htable.reload", "numbers");
    expect(await kamailio.command("htable.get", "numbers", "s:+353112")).toContain(`127.0.0.1:${b}`);
  });

  describe("when the app is stopped", () => {
    beforeAll(() => sip.app.stop());

    it.each([
      ["zoom", "sip:+44999@sbc1.example.net", ["a", "b"], "sip:999@"],
      ["zoom", "sip:%2B44999@sbc1.example.net", ["a", "b"], "sip:999@"],
      ["zoom", "tel:+44112", ["a", "b"], "sip:112@"],
      ["zoom", "sip:+44999;npdi@sbc1.example.net", ["a", "b"], "sip:999@"],
      ["zoom", "sip:+353112@sbc1.example.net", ["b"], "sip:112@"],
      ["zoom", "urn:service:sos", ["contingency"], "urn:service:sos "],
      ["teams", "sip:999@sbc1.example.net", ["a", "b"], "sip:999@"],
    ] as const)(
      "the list carries the call of %s to %s to its far ends: %j",
      async (ingress, called, expected, sent) => {
        if (expected.length === 2) farEnds.statuses.a = "503 Service Unavailable";
        const { succeeded, reached } = await call(called, { port: kamailio.ports[ingress] });
        expect(succeeded).toBe(true);
        expect(reached.map(({ name }) => name)).toEqual(expected);
        for (const { startLine } of reached) expect(startLine).toContain(`INVITE ${sent}`);
      },
    );

    it.each(["+44999123456", "list", "origin"])("the call of %s takes the ordinary trunk", async (user) => {
      const { succeeded, reached } = await call(`sip:${user}@sbc1.example.net`);
      expect(succeeded).toBe(true);
      expect(reached).toMatchObject([{ name: "ordinaryTrunk" }]);
    });
  });
});

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signingSecret } from "../support/app/seeded-app.ts";
import { type FarEnds, openFarEnds } from "../support/sip/far-ends.ts";
import { fillIn, listenOn, recipe, replaceRoutes } from "../support/sip/recipe.ts";
import { runKamailio } from "../support/sip/run-kamailio.ts";
import { putOutOfReach, putRouteSet, type SipApp, startSipApp } from "../support/sip/sip-app.ts";
import { callThrough } from "../support/sip/sip-endpoint.ts";
import { missingForLoad } from "../support/sip/sip-tools.ts";
import { freeUdpPort } from "../support/sip/udp-port.ts";

const nowhere = "http://127.0.0.1:9";
const answerWithin = (ms: number): string => `modparam("http_async_client", "connection_timeout", ${ms})`;
/** A machine that is busy with tests may take longer than the recipe waits. */
const answerWithinMs = 3_500;
const names = ["a", "b", "contingency", "emergencyTrunk", "ordinaryTrunk"] as const;

const stops: (() => unknown)[] = [];
/** Where connections are taken and never answered. */
let silent: string;
let sip: SipApp;
let farEnds: FarEnds<(typeof names)[number]>;

describe.skipIf(missingForLoad !== null)("Kamailio with the recipe for load", () => {
  beforeAll(async () => {
    farEnds = await openFarEnds(names);
    stops.push(() => farEnds.close());
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    stops.push(() => server.close());
    silent = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sip = await startSipApp();
    stops.push(() => sip.stop());
    await sip.change(...operations(farEnds.ports));
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  beforeEach(() => farEnds.reset());

  type Environment = Partial<Record<"ECR_URL" | "ECR_OTHER_URL" | "ECR_SECRET", string>>;

  /** Kamailio with these addresses and this secret, until all tests of the file have ended; the same one for the same. */
  const running = new Map<string, Promise<number>>();
  const run = (environment: Environment = {}, redirects = false): Promise<number> => {
    const key = JSON.stringify([environment, redirects]);
    const port = running.get(key) ?? start(environment, redirects);
    running.set(key, port);
    return port;
  };

  async function start(environment: Environment, redirects: boolean): Promise<number> {
    const port = await freeUdpPort();
    const kamailio = await runKamailio({
      configuration: listenOn(await configuration(redirects), port),
      port,
      environment: {
        ECR_URL: sip.app.url,
        ECR_OTHER_URL: sip.app.url,
        ECR_KEY: "key",
        ECR_SECRET: signingSecret,
        ...environment,
      },
    });
    stops.push(() => kamailio.stop());
    return port;
  }

  async function configuration(redirects: boolean): Promise<string> {
    const proxy = await recipe("kamailio.md", "The recipe for load");
    const whole = redirects ? replaceRoutes(proxy, await recipe("redirect.md", "The redirect server")) : proxy;
    return fillIn(whole, {
      [answerWithin(600)]: answerWithin(answerWithinMs),
      "trunk.operator.example": `127.0.0.1:${farEnds.ports.ordinaryTrunk}`,
      "emergency-a.operator.example": `127.0.0.1:${farEnds.ports.emergencyTrunk}`,
    });
  }

  /** Makes a call; says which endpoints got it, in which form, and what the caller was told. */
  async function call(proxyPort: number, requestUri: string, callId: string) {
    const final = await callThrough(proxyPort, { requestUri, callId });
    return { answer: final.startLine, contacts: final.contacts, reached: farEnds.reachedBy(callId) };
  }

  it("sends an emergency call its first route, with the headers of the decision, and reports the outcome", async () => {
    const { answer, reached } = await call(await run(), "sip:+44999@sbc1.example.net;user=phone", "k-emergency");
    expect(answer).toBe("SIP/2.0 200 OK");
    expect(reached).toMatchObject([
      { name: "a", startLine: `INVITE sip:999@127.0.0.1:${farEnds.ports.a};user=phone SIP/2.0` },
    ]);
    expect(reached[0]?.headers.get("priority")).toBe("emergency");
    const story = await sip.tellStory("k-emergency");
    expect(story.decisions).toHaveLength(1);
    expect(story.outcomes).toMatchObject([
      { data: { outcome: { finalStatus: 200, routeName: "emergency-a" }, sender: "webhook-signature" } },
    ]);
  });

  it.each([
    ["tel:+44999", "sip:999@"],
    ["sip:%2B44999@sbc1.example.net", "sip:999@"],
    ["urn:service:sos", "sip:999@"],
    ["sip:+33112@sbc1.example.net", "tel:+33112 "],
  ])("hands %s over as it came, and sends on what was decided: %s", async (requestUri, sent) => {
    const { reached } = await call(await run(), requestUri, `k-form-${requestUri.replace(/\W/g, "")}`);
    expect(reached).toMatchObject([{ name: "a", startLine: expect.stringContaining(`INVITE ${sent}`) }]);
  });

  it.each([
    ["503 Service Unavailable", ["a", "b"], "SIP/2.0 200 OK"],
    [null, ["a", "b"], "SIP/2.0 200 OK"],
    ["486 Busy Here", ["a"], "SIP/2.0 486 Busy Here"],
  ])("goes on to the next route where the first answers %s: %j", async (status, expected, told) => {
    farEnds.statuses.a = status;
    const { answer, reached } = await call(
      await run(),
      "sip:+44999@sbc1.example.net",
      `k-route-${status?.slice(0, 3)}`,
    );
    expect([...new Set(reached.map(({ name }) => name))]).toEqual(expected);
    expect(answer).toBe(told);
  });

  it("tells the caller and the trail when no route answers", async () => {
    const refusing = "503 Service Unavailable";
    Object.assign(farEnds.statuses, { a: refusing, b: refusing, contingency: refusing });
    const { answer } = await call(await run(), "sip:+44999@sbc1.example.net", "k-none");
    expect(answer).toBe("SIP/2.0 503 No Emergency Route Answers");
    const { outcomes } = await sip.tellStory("k-none");
    expect(outcomes).toMatchObject([{ data: { outcome: { finalStatus: 503, routeName: "contingency-desk" } } }]);
  });

  it("sends an emergency whose routes it cannot send to over the emergency trunk", async () => {
    const { reached } = await call(await run(), "sip:+353112@sbc1.example.net", "k-out-of-reach");
    expect(reached).toMatchObject([{ name: "emergencyTrunk" }]);
  });

  it("leaves an ordinary call as it is", async () => {
    const uri = "sip:+33112345678@sbc1.example.net;user=phone";
    const { answer, reached } = await call(await run(), uri, "k-ordinary");
    expect(answer).toBe("SIP/2.0 200 OK");
    expect(reached).toMatchObject([{ name: "ordinaryTrunk", startLine: `INVITE ${uri} SIP/2.0` }]);
  });

  it("asks without the body if the question were longer than its buffer with it", async () => {
    const callId = "k-long";
    const body = '"'.repeat(35_000);
    const more = ["Content-Type: application/pidf+xml"];
    await callThrough(await run(), { requestUri: "sip:+44999@sbc1.example.net", callId, more, body });
    expect(farEnds.reachedBy(callId)).toMatchObject([{ name: "a" }]);
  });

  it.each([
    ["refuses connections", nowhere],
    ["accepts and does not answer", () => silent],
  ])("asks the other address when the first %s", async (manner, first) => {
    const port = await run({ ECR_URL: typeof first === "string" ? first : first() });
    const { reached } = await call(port, "sip:+44999@sbc1.example.net", `k-other-${manner.slice(0, 3)}`);
    expect(reached).toMatchObject([{ name: "a" }]);
  });

  it.each([
    ["nobody answers", { ECR_URL: nowhere, ECR_OTHER_URL: nowhere }],
    ["its signature is refused", { ECR_SECRET: "another secret of thirty-two letters" }],
  ])("sends emergencies to the emergency trunk and the others on when %s", async (_, variables) => {
    const port = await run(variables);
    const emergency = await call(port, "sip:+44999@sbc1.example.net", `k-local-${randomUUID()}`);
    expect(emergency.reached).toMatchObject([{ name: "emergencyTrunk" }]);
    const ordinary = await call(port, "sip:+44999123456@sbc1.example.net", `k-local-${randomUUID()}`);
    expect(ordinary.reached).toMatchObject([{ name: "ordinaryTrunk" }]);
    expect(ordinary.answer).toBe("SIP/2.0 200 OK");
  });

  it("as a redirect server names the routes of an emergency as contacts, best first", async () => {
    expect(await redirect({}, "sip:+44999@sbc1.example.net")).toEqual({
      answer: "SIP/2.0 300 Multiple Choices",
      reached: [],
      contacts: [
        `<sip:999@127.0.0.1:${farEnds.ports.a};user=phone>;q=1.0`,
        `<sip:999@127.0.0.1:${farEnds.ports.b};user=phone>;q=0.9`,
        `<sip:999@127.0.0.1:${farEnds.ports.contingency};user=phone>;q=0.8`,
      ],
    });
  });

  it("as a redirect server sends ordinary calls to the ordinary trunk, and leaves to the SBC what nobody decided", async () => {
    expect(await redirect({}, "sip:+33112345678@sbc1.example.net")).toEqual({
      answer: "SIP/2.0 302 Moved Temporarily",
      reached: [],
      contacts: [`<sip:+33112345678@127.0.0.1:${farEnds.ports.ordinaryTrunk}>`],
    });
    expect(await redirect({}, "sip:+33112345678>,<sip@sbc1.example.net")).toMatchObject({
      contacts: [`<sip:+33112345678%3e,%3csip@127.0.0.1:${farEnds.ports.ordinaryTrunk}>`],
    });
    expect(await redirect({ ECR_URL: nowhere, ECR_OTHER_URL: nowhere }, "sip:+44999@sbc1.example.net")).toEqual({
      answer: "SIP/2.0 503 Nobody Has Decided",
      reached: [],
      contacts: [],
    });
  });

  const redirect = async (environment: Environment, requestUri: string) =>
    call(await run(environment, true), requestUri, `k-redirect-${randomUUID()}`);
});

/** Has the starter configuration's emergency routes lead to far ends on this machine, and 112 in France be a tel URI. */
function operations({ a, b, contingency }: FarEnds<"a" | "b" | "contingency">["ports"]): readonly object[] {
  const step = { do: "to-tel", phoneContext: "+{callingCode}" };
  const tel = { name: "tel", steps: [step], examples: [{ in: "+33112", out: "tel:+33112" }] };
  return [
    putRouteSet("emergency", { "emergency-a": a, "emergency-b": b }),
    putRouteSet("contingency", { "contingency-desk": contingency }),
    { op: "put", kind: "conversion", item: tel },
    { op: "put", kind: "number", item: { territory: "FR", shortCode: "112", class: "emergency", conversion: "tel" } },
    ...putOutOfReach("IE", "112"),
  ];
}

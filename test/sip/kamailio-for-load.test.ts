import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { dangerCodes } from "../../shared/config/dangers/danger-codes.ts";
import { startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { fillIn, listenOn, recipe, replaceRoutes } from "../support/sip/recipe.ts";
import { runKamailio } from "../support/sip/run-kamailio.ts";
import { callThrough, invitesTo, openSipEndpoint, type SipEndpoint } from "../support/sip/sip-endpoint.ts";
import { missingForLoad } from "../support/sip/sip-tools.ts";
import { freeUdpPort } from "../support/sip/udp-port.ts";

const secret = "what the signalling layer signs with";
const nowhere = "http://127.0.0.1:9";
const names = ["a", "b", "emergencyTrunk", "ordinaryTrunk"] as const;
type Name = (typeof names)[number];

const ok = (): string => "200 OK";
const stops: (() => unknown)[] = [];
/** Where connections are taken and never answered. */
let silent: string;
let app: RunningApp;
let endpoints: Readonly<Record<Name, SipEndpoint>>;
let statuses: Record<Name, string | null>;

const allOk = (): Record<Name, string | null> => ({ a: ok(), b: ok(), emergencyTrunk: ok(), ordinaryTrunk: ok() });

describe.skipIf(missingForLoad !== null)("Kamailio with the recipe for load", () => {
  beforeAll(async () => {
    const open = (name: Name) => openSipEndpoint(() => statuses[name]);
    endpoints = {
      a: await open("a"),
      b: await open("b"),
      emergencyTrunk: await open("emergencyTrunk"),
      ordinaryTrunk: await open("ordinaryTrunk"),
    };
    for (const name of names) stops.push(() => endpoints[name].close());
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    stops.push(() => server.close());
    silent = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const tables = await startTables({ port: 0 });
    stops.push(() => tables.stop());
    const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
    const hub = await startEventHubs({ port: 0, hubs });
    stops.push(() => hub.stop());
    app = await runApp({
      TABLES_CONNECTION: tables.connectionString,
      EVENT_HUBS_CONNECTION: hub.connectionString,
      SEED_STARTER_CONFIGURATION: "true",
      WEBHOOK_SIGNING_SECRET: secret,
      CONFIG_CHECK_EVERY_MS: "100",
    });
    stops.push(() => app.stop());
    await routeTo(endpoints.a.port, endpoints.b.port);
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  beforeEach(() => {
    statuses = allOk();
  });

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
      environment: { ECR_URL: app.url, ECR_OTHER_URL: app.url, ECR_KEY: "key", ECR_SECRET: secret, ...environment },
    });
    stops.push(() => kamailio.stop());
    return port;
  }

  async function configuration(redirects: boolean): Promise<string> {
    const proxy = await recipe("kamailio.md", "The recipe for load");
    const whole = redirects ? replaceRoutes(proxy, await recipe("redirect.md", "The redirect server")) : proxy;
    return fillIn(whole, {
      "trunk.operator.example": `127.0.0.1:${endpoints.ordinaryTrunk.port}`,
      "emergency-a.operator.example": `127.0.0.1:${endpoints.emergencyTrunk.port}`,
    });
  }

  /** Makes a call; says which endpoints got it, in which form, and what the caller was told. */
  async function call(proxyPort: number, requestUri: string, callId: string) {
    const final = await callThrough(proxyPort, requestUri, callId);
    const reached = names.flatMap((name) =>
      invitesTo(endpoints[name]).flatMap(({ startLine, headers }) =>
        headers.get("call-id") === callId ? [{ name, startLine, headers }] : [],
      ),
    );
    return { answer: final.startLine, contacts: final.contacts, reached };
  }

  it("sends an emergency call its first route, with the headers of the decision, and reports the outcome", async () => {
    const { answer, reached } = await call(await run(), "sip:+44999@sbc1.example.net;user=phone", "k-emergency");
    expect(answer).toBe("SIP/2.0 200 OK");
    expect(reached).toMatchObject([
      { name: "a", startLine: `INVITE sip:999@127.0.0.1:${endpoints.a.port};user=phone SIP/2.0` },
    ]);
    expect(reached[0]?.headers.get("priority")).toBe("emergency");
    const story = await tellStory("k-emergency");
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
    statuses.a = status;
    const { answer, reached } = await call(
      await run(),
      "sip:+44999@sbc1.example.net",
      `k-route-${status?.slice(0, 3)}`,
    );
    expect([...new Set(reached.map(({ name }) => name))]).toEqual(expected);
    expect(answer).toBe(told);
  });

  it("tells the caller and the trail when no route answers", async () => {
    statuses.a = "503 Service Unavailable";
    statuses.b = "503 Service Unavailable";
    const { answer } = await call(await run(), "sip:+44999@sbc1.example.net", "k-none");
    expect(answer).toBe("SIP/2.0 503 No Emergency Route Answers");
    const { outcomes } = await tellStory("k-none");
    expect(outcomes).toMatchObject([{ data: { outcome: { finalStatus: 503, routeName: "emergency-b" } } }]);
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
        `<sip:999@127.0.0.1:${endpoints.a.port};user=phone>;q=1.0`,
        `<sip:999@127.0.0.1:${endpoints.b.port};user=phone>;q=0.9`,
      ],
    });
  });

  it("as a redirect server sends ordinary calls to the ordinary trunk, and leaves to the SBC what nobody decided", async () => {
    expect(await redirect({}, "sip:+33112345678@sbc1.example.net")).toEqual({
      answer: "SIP/2.0 302 Moved Temporarily",
      reached: [],
      contacts: [`<sip:+33112345678@127.0.0.1:${endpoints.ordinaryTrunk.port}>`],
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

/** Has the starter configuration's emergency routes lead to endpoints on this machine, and 112 in France be a tel URI. */
async function routeTo(a: number, b: number): Promise<void> {
  const route = (name: string, port: number) => ({
    name,
    host: `127.0.0.1:${port}`,
    timeoutMs: 500,
    headers: { Priority: "emergency" },
  });
  const item = { name: "emergency", routes: [route("emergency-a", a), route("emergency-b", b)] };
  const step = { do: "to-tel", phoneContext: "+{callingCode}" };
  const tel = { name: "tel", steps: [step], examples: [{ in: "+33112", out: "tel:+33112" }] };
  const change = {
    baseVersion: 1,
    reason: "test",
    confirm: dangerCodes,
    operations: [
      { op: "put", kind: "route-set", item },
      { op: "put", kind: "conversion", item: tel },
      // Its host has no address on this machine.
      { op: "patch", kind: "defaults", item: { appendContingency: false } },
      { op: "put", kind: "number", item: { territory: "FR", shortCode: "112", class: "emergency", conversion: "tel" } },
      { op: "put", kind: "route-set", item: { name: "out-of-reach", routes: [{ name: "ipv6", host: "[::1]:5060" }] } },
      {
        op: "put",
        kind: "number",
        item: { territory: "IE", shortCode: "112", class: "emergency", routeSet: "out-of-reach" },
      },
    ],
  };
  const response = await fetch(`${app.url}/api/v1/config/changes`, { method: "POST", body: JSON.stringify(change) });
  if (response.status !== 201) throw new Error(await response.text());
}

const storySchema = z.looseObject({ decisions: z.array(z.unknown()), outcomes: z.array(z.unknown()) });

/** The call's story, once it has its outcome. */
const tellStory = (callId: string): Promise<z.infer<typeof storySchema>> =>
  vi.waitFor(
    async () => {
      const response = await fetch(`${app.url}/api/v1/audit/calls?callId=${callId}`);
      const story = storySchema.parse(await response.json());
      if (story.outcomes.length === 0) throw new Error("no outcome yet");
      return story;
    },
    { timeout: 20_000, interval: 100 },
  );

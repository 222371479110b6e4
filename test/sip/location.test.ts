import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askWhileLate } from "../support/app/ask-while-late.ts";
import { circle, civic, multipart, pidf, pidfPart, point, sdp, sdpPart } from "../support/location/pidf.ts";
import { type FarEnds, openFarEnds } from "../support/sip/far-ends.ts";
import { type RunningRecipe, runShortRecipe } from "../support/sip/run-short-recipe.ts";
import { playScenario } from "../support/sip/run-sipp.ts";
import { putRouteSet, type SipApp, startSipApp } from "../support/sip/sip-app.ts";
import { missingForSip } from "../support/sip/sip-tools.ts";

const names = ["territory", "west", "east", "contingency", "emergencyTrunk", "ordinaryTrunk"] as const;

const ring = (west: number, south: number) => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
];
const feature = (area: string, west: number) => ({
  type: "Feature",
  properties: { area },
  geometry: { type: "Polygon", coordinates: [ring(west, 50)] },
});
const borders = { type: "FeatureCollection", features: [feature("west", -2), feature("east", -1)] };

describe.skipIf(missingForSip !== null)("an INVITE that says where its caller is", () => {
  const stops: (() => unknown)[] = [];
  let sip: SipApp;
  let farEnds: FarEnds<(typeof names)[number]>;
  let kamailio: RunningRecipe;

  beforeAll(async () => {
    farEnds = await openFarEnds(names);
    stops.push(() => farEnds.close());
    sip = await startSipApp();
    stops.push(() => sip.stop());
    const query = "kind=location-table&keys=boundary&name=borders&reason=test";
    const init = { method: "POST", body: JSON.stringify(borders), headers: { "content-type": "application/json" } };
    const imported = await askWhileLate(() => fetch(`${sip.app.url}/api/v1/config/imports?${query}`, init));
    if (imported.status !== 201) throw new Error(imported.body);
    await sip.change(
      putRouteSet("emergency", { "emergency-a": farEnds.ports.territory }),
      putRouteSet("contingency", { "contingency-desk": farEnds.ports.contingency }),
      ...(["west", "east"] as const).flatMap((area) => [
        putRouteSet(area, { [`psap-${area}`]: farEnds.ports[area] }),
        { op: "put", kind: "area", item: { name: area, territory: "GB", displayName: area, routeSet: area } },
      ]),
      { op: "put", kind: "location-table", item: { name: "borders", keys: "boundary", version: 1 } },
    );
    const directory = await mkdtemp(join(tmpdir(), "emergency-calls-"));
    stops.push(() => rm(directory, { recursive: true }));
    const list = await fetch(`${sip.app.url}/api/v1/config/lists/kamailio?ingress=zoom,teams`);
    await writeFile(join(directory, "numbers"), await list.text());
    kamailio = await runShortRecipe({
      addresses: [sip.app.url, sip.app.url],
      directory,
      trunks: { ordinary: farEnds.ports.ordinaryTrunk, emergency: farEnds.ports.emergencyTrunk },
      answerWithinS: 10,
    });
    stops.push(() => kamailio.stop());
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  const from = "<sip:+441632960123@sbc1.example.net>";
  const multipartHeaders = "\r\nContent-Type: multipart/mixed;boundary=next-content";
  const geolocation = "\r\nGeolocation: <cid:target@example.org>\r\nGeolocation-Routing: yes";
  const withPidf = (text: string): string => multipart("next-content", [sdpPart, pidfPart(text)]);

  async function call(callId: string, { more, body }: { readonly more: string; readonly body: string }) {
    const keys = { called: "sip:+44999@sbc1.example.net;user=phone", from, more, body };
    const { succeeded } = await playScenario({ scenario: "call", port: kamailio.ports.zoom, callId, keys });
    const reached = farEnds.reachedBy(callId);
    return { succeeded, reached: reached.map(({ name }) => name), type: typeOf(reached[0]) };
  }

  /** The INVITE's own field comes before those of the parts of its body. */
  const typeOf = (invite: { readonly fields: readonly (readonly [string, string])[] } | undefined) =>
    invite?.fields.find(([name]) => name === "content-type")?.[1];

  it.each<[string, string, string]>([
    ["west", "a point", point("50.5 -1.5")],
    ["east", "a point on the other side", point("50.5 -0.5")],
    ["east", "a circle", `${civic({ country: "GB", A3: "Lewes" })}${circle("50.5, -0.9", "25")}`],
  ])("reaches the far end of its area %s with %s", async (area, name, location) => {
    const body = withPidf(pidf(location, { method: "GPS" }));
    const called = await call(`${area}-${name.replaceAll(" ", "-")}`, { more: multipartHeaders + geolocation, body });
    expect(called).toMatchObject({ succeeded: true, reached: [area], type: "multipart/mixed;boundary=next-content" });
  });

  it.each<[string, { readonly more: string; readonly body: string }]>([
    [
      "garbled",
      { more: multipartHeaders + geolocation, body: withPidf(pidf(point("50.54321 -1.5")).replaceAll("</", "<")) },
    ],
    ["elsewhere", { more: multipartHeaders + geolocation, body: withPidf(pidf(point("58.54321 -1.5"))) }],
    ["reference", { more: "\r\nGeolocation: <https://lis.example/1>\r\nContent-Type: application/sdp", body: sdp }],
    ["none", { more: "\r\nContent-Type: application/sdp", body: sdp }],
    ["empty", { more: "", body: "" }],
    // As JSON each quote is two characters: more than Kamailio's buffer takes.
    ["long", { more: multipartHeaders + geolocation, body: withPidf(`<a b=${'"'.repeat(35_000)}/>`) }],
    ["a-long-header", { more: `\r\nGeolocation: <https://lis.example/${"x".repeat(61_000)}>`, body: "" }],
  ])("reaches that of its territory when the location is %s", async (callId, parts) => {
    expect(await call(callId, parts)).toMatchObject({ succeeded: true, reached: ["territory"] });
    const story = JSON.stringify(await sip.tellStory(callId));
    expect(story).toContain('"class":"emergency"');
    expect(story).not.toMatch(/pidf|54321/);
  });

  it("is told in the trail by area, method and match alone", async () => {
    const more = multipartHeaders + geolocation;
    await call("told", { more, body: withPidf(pidf(circle("50.25432 -1.25432", "40"), { method: "DHCP" })) });
    const story = await sip.tellStory("told");
    expect(story.decisions).toMatchObject([
      { data: { decision: { location: { area: "west", from: "boundary", match: "inside", method: "DHCP" } } } },
    ]);
    expect(JSON.stringify(story)).not.toMatch(/25432/);
  });
});

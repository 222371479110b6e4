import { describe, expect, it } from "vitest";
import { type CheckGatewayDependencies, makeCheckGateway } from "../../functions/check-gateway.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { DependencyError } from "../../shared/dependency-error.ts";
import type { Look } from "../../shared/watch/alarms/alarm.ts";
import { gatewayWith } from "../support/app/simulated-resource-manager.ts";
import { compiled } from "../support/config/compiled-document.ts";
import { listOrigin } from "../support/config/list-of.ts";
import { recordingLog } from "../support/log/recording-log.ts";

const document = documentSchema.parse({
  ingresses: [
    { name: "zoom", spellings: ["plus-country-short-code"] },
    { name: "teams", spellings: ["short-code"] },
  ],
  territories: [{ code: "IE", callingCode: "353" }],
  numbers: ["112", "999"].map((shortCode) => ({ territory: "IE", shortCode, class: "emergency" })),
  defaults: { unprovisioned: "ordinary" },
});
const { snapshot } = await compiled(document);
const header = {
  ...listOrigin,
  parent: 0,
  author: "",
  reason: "",
  activatedAt: null,
  restoredFrom: null,
  breakGlass: null,
  proposal: null,
  summary: {},
  auditedAt: null,
  claim: "",
  live: true,
  cleared: false,
};

/** What a check of such a gateway says to the alarms and to the log. */
async function check(dependencies: Partial<CheckGatewayDependencies>) {
  const looks: Look[] = [];
  const log = recordingLog();
  await makeCheckGateway({
    readGateway: async () => Buffer.from(gatewayWith(["+353112", "+353999", "112", "999"])),
    ingresses: ["zoom", "teams"],
    table: {
      readPointer: async () => ({ version: 42, hash: listOrigin.hash, activatedAt: "", etag: "" }),
      readHeader: async () => header,
      readVersion: async () => document,
    },
    lookups: { read: async () => new Map() },
    snapshots: {
      current: () => ({ snapshot, config: { version: 42, hash: listOrigin.hash, source: "live", ageMs: 0 } }),
    },
    alarms: { look: async (...given) => void looks.push(...given) },
    log,
    ...dependencies,
  })();
  return { looks, lines: log.lines };
}

const subject = "acg zoom,teams";

describe("the check of a gateway", () => {
  it("finds no cause for an alarm where the gateway is in step", async () => {
    const { looks, lines } = await check({});
    expect(looks).toEqual([{ alarm: "list-differs", causes: [] }]);
    expect(lines).toMatchObject([
      { level: "info", message: "the list of the gateway is in step", details: { version: 42 } },
    ]);
  });

  it("finds one where a string is missing, and says which", async () => {
    const { looks, lines } = await check({
      readGateway: async () => Buffer.from(gatewayWith(["+353112", "112", "999", "911"])),
    });
    expect(looks).toEqual([{ alarm: "list-differs", causes: [{ subject, evidence: [] }] }]);
    expect(lines).toMatchObject([
      {
        level: "warn",
        message: "the list of the gateway differs",
        details: { missing: 1, extra: 1, missingFirst: ["+353999"] },
      },
    ]);
  });

  it.each<[string, Partial<CheckGatewayDependencies>, string]>([
    [
      "cannot be read",
      { readGateway: () => Promise.reject(new DependencyError("read the gateway's resource", true, new Error("x"))) },
      "read the gateway's resource failed",
    ],
    ["is something else", { readGateway: async () => Buffer.from('{"properties":{}}') }, "the resource has no list"],
    ["is an empty text", { readGateway: async () => Buffer.from("") }, "the resource has no list"],
    ["is a page", { readGateway: async () => Buffer.from("<p>112, 999</p>") }, "the resource has no list"],
    ["is the field's text", { readGateway: async () => Buffer.from("112, 999") }, "the resource has no list"],
    ["is a list", { readGateway: async () => Buffer.from('["112"]') }, "the resource has no list"],
    ["has an unknown ingress", { ingresses: ["zom"] }, "ACG_INGRESSES"],
    [
      "is not to be compared with anything",
      {
        table: {
          readPointer: async () => null,
          readHeader: async () => null,
          readVersion: async () => document,
        },
      },
      "no configuration was ever activated",
    ],
  ])("changes no alarm and logs an error where the gateway %s", async (_, dependencies, told) => {
    const { looks, lines } = await check(dependencies);
    expect(looks).toEqual([]);
    expect(lines).toMatchObject([
      {
        level: "error",
        message: "the list of the gateway could not be checked",
        details: { error: expect.stringContaining(told) },
      },
    ]);
  });

  it("does nothing where there is no gateway", async () => {
    expect(await check({ readGateway: null })).toEqual({ looks: [], lines: [] });
  });
});

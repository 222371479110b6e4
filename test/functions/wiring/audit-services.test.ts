import { expect, it, onTestFinished, vi } from "vitest";
import { readSettings } from "../../../functions/settings.ts";
import { makeAuditServices, readChainKeys } from "../../../functions/wiring/audit-services.ts";
import { makeClients } from "../../../functions/wiring/clients.ts";
import { remindAfterMs } from "../../../shared/audit/publish/drain-reminder.ts";
import { recordingLog } from "../../support/log/recording-log.ts";
import { exampleEvent } from "../../support/trail/audit-events.ts";

const connections = {
  TABLES_CONNECTION: "UseDevelopmentStorage=true",
  EVENT_HUBS_CONNECTION: "Endpoint=sb://name;SharedAccessKeyName=send;SharedAccessKey=a2V5",
  AUTHENTICATION: "none",
};
const [first, second, third] = ["1", "2", "3"].map((digit) => digit.repeat(32));
const nowMs = Date.parse("2026-11-28T12:00:00.000Z");

const read = (given: Readonly<Record<string, string | undefined>>) => {
  const log = recordingLog();
  const settings = readSettings({ ...connections, ...given });
  const keys = readChainKeys({ settings, chainKeySetting: given.AUDIT_CHAIN_KEY, now: () => nowMs, log });
  return { keys, logged: log.lines };
};

it("has no keys where none is set", () => {
  expect(read({})).toEqual({ keys: null, logged: [] });
});

it("signs with the key, and takes what any of the keys before signed", () => {
  const { keys } = read({ AUDIT_CHAIN_KEY: third, AUDIT_CHAIN_KEY_PREVIOUS: `${second} ${first}` });
  const judged = [first, second, third, "4".repeat(32)].map((key) => {
    const mac = read({ AUDIT_CHAIN_KEY: key }).keys?.sign("sha256:0");
    return keys?.judge({ time: "", data: { chain: { hash: "sha256:0", mac } } });
  });
  expect(judged).toEqual(["genuine", "genuine", "genuine", "unknown-key"]);
});

it("knows since when there is a key by the setting, else by the instance's own start", () => {
  const since = { AUDIT_CHAIN_KEY: first, AUDIT_CHAIN_KEY_SINCE: "2026-11-01T01:00:00+01:00" };
  expect(read(since).keys?.keyedSince).toEqual({ at: "2026-11-01T00:00:00.000Z", isSaid: true });
  expect(read({ AUDIT_CHAIN_KEY: first }).keys?.keyedSince).toEqual({ at: "2026-11-28T12:00:00.000Z", isSaid: false });
});

it("goes on without a key that the vault did not give, and says so as an error", () => {
  const { keys, logged } = read({
    AUDIT_CHAIN_KEY: "@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/audit-chain)",
  });
  expect(keys).toBeNull();
  expect(logged).toMatchObject([{ level: "error", message: expect.stringContaining("AUDIT_CHAIN_KEY") }]);
});

it("drains the outbox without a timer of the host, a minute after an event was queued", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const settings = readSettings(connections);
  const outbox = {
    put: vi.fn(async () => {}),
    filledShards: vi.fn(async () => []),
    status: async () => ({ depth: 0, oldestAt: null }),
    lastStatus: () => null,
    pages: async function* () {},
    remove: async () => {},
  };
  const { audit } = makeAuditServices({
    settings,
    chainKeySetting: undefined,
    tables: (await makeClients(settings)).tables,
    outbox,
    makeProducer: () => Promise.reject(new Error("Event Hubs is down")),
    metrics: { stored: () => {}, deadLettered: () => {} },
    log: recordingLog(),
    now: () => nowMs,
    newId: () => "an-id",
    instance: "instance-1",
    stopping: new AbortController().signal,
  });
  expect(await audit.record(exampleEvent())).toBe("queued");
  await vi.advanceTimersByTimeAsync(remindAfterMs - 1);
  expect(outbox.filledShards).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(outbox.filledShards).toHaveBeenCalled();
});

import { EventHubProducerClient } from "@azure/event-hubs";
import { describe, expect, it } from "vitest";
import {
  connectConsumer,
  connectProducer,
  eventually,
  ONE_ATTEMPT,
  read,
  rejectionOf,
  startStandIn,
} from "./support/clients.ts";
import { connectRaw, connectTrustedRaw, putToken, refusalOf, sasToken } from "./support/raw-client.ts";

const AUDIT = "sb://127.0.0.1/audit";

describe("showing a token", () => {
  it.each([
    ["a right token", "audit", sasToken(AUDIT), 202, /Accepted/],
    ["a token for all hubs", "audit", sasToken("sb://127.0.0.1/"), 202, /Accepted/],
    ["a token for the hub, for one of its partitions", "audit/Partitions/0", sasToken(AUDIT), 202, /Accepted/],
    ["another case", "Audit/consumergroups/$DEFAULT/partitions/0", sasToken(AUDIT), 202, /Accepted/],
    ["a wrong key", "audit", sasToken(AUDIT, { key: "wrong" }), 401, /signature/],
    ["a wrong key name", "audit", sasToken(AUDIT, { keyName: "Nobody" }), 401, /no key named 'Nobody'/],
    ["an expired token", "audit", sasToken(AUDIT, { expiresS: 1_700_000_000 }), 401, /expired/],
    ["a token for another hub", "audit", sasToken("sb://127.0.0.1/aud"), 401, /does not cover/],
    ["what is no token", "audit", "open sesame", 401, /no SAS token/],
    ["an unknown hub", "nowhere", sasToken("sb://127.0.0.1/nowhere"), 404, /could not be found/],
    ["an unknown partition", "audit/Partitions/9", sasToken(AUDIT), 404, /could not be found/],
    ["an unknown consumer group", "audit/ConsumerGroups/x/Partitions/0", sasToken(AUDIT), 404, /could not be found/],
  ])("answers %s", async (_, path, token, code, description) => {
    const { port } = await startStandIn();
    const answer = await putToken(await connectRaw(port), path, token);
    expect(answer.code).toBe(code);
    expect(answer.description).toMatch(description);
  });

  const soonS = Math.floor(Date.now() / 1000) + 600;

  it.each([
    ["a token of Entra ID for Event Hubs", { aud: "https://eventhubs.azure.net", exp: soonS }, 202],
    ["one for another service", { aud: "https://storage.azure.com", exp: soonS }, 401],
    ["one that has expired", { aud: "https://eventhubs.azure.net", exp: 1_700_000_000 }, 401],
    ["one that is not good yet", { aud: "https://eventhubs.azure.net", nbf: soonS, exp: soonS + 1 }, 401],
    ["one without an end", { aud: "https://eventhubs.azure.net" }, 401],
  ])("answers %s", async (_, claims, code) => {
    const { port } = await startStandIn();
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
    expect(await putToken(await connectRaw(port), "audit", token, "jwt")).toMatchObject({ code });
  });

  it("refuses a token of another type", async () => {
    const { port } = await startStandIn();
    expect(await putToken(await connectRaw(port), "audit", "e30.e30.", "saml")).toMatchObject({ code: 401 });
  });
});

describe("a link", () => {
  it.each(["audit", "audit/Partitions/0", "$management"])("to send to %s needs a token", async (address) => {
    const { port } = await startStandIn();
    const refusal = await refusalOf((await connectRaw(port)).open_sender(address));
    expect(refusal).toMatchObject({ condition: "amqp:unauthorized-access" });
  });

  it.each(["audit/ConsumerGroups/$Default/Partitions/0", "$management"])(
    "to receive from %s needs a token",
    async (address) => {
      const { port } = await startStandIn();
      const refusal = await refusalOf((await connectRaw(port)).open_receiver(address));
      expect(refusal).toMatchObject({ condition: "amqp:unauthorized-access" });
    },
  );

  it("needs a token for its own address, not for a neighbour's", async () => {
    const { port } = await startStandIn({ partitions: 2 });
    const connection = await connectRaw(port);
    await putToken(connection, "audit/Partitions/0", sasToken(`${AUDIT}/Partitions/0`));
    const refusal = await refusalOf(connection.open_sender("audit/Partitions/1"));
    expect(refusal).toMatchObject({ condition: "amqp:unauthorized-access" });
  });

  it.each(["nowhere", "audit/Partitions/9", "audit/ConsumerGroups/$Default/Partitions/0"])(
    "to send to %s finds nothing there",
    async (address) => {
      const { port } = await startStandIn();
      const refusal = await refusalOf((await connectTrustedRaw(port)).open_sender(address));
      expect(refusal).toMatchObject({ condition: "amqp:not-found" });
    },
  );

  it.each([
    "nowhere/ConsumerGroups/$Default/Partitions/0",
    "audit/ConsumerGroups/nobody/Partitions/0",
    "audit/ConsumerGroups/$Default/Partitions/9",
    "audit",
  ])("to receive from %s finds nothing there", async (address) => {
    const { port } = await startStandIn();
    const refusal = await refusalOf((await connectTrustedRaw(port)).open_receiver(address));
    expect(refusal).toMatchObject({ condition: "amqp:not-found" });
  });
});

describe("the genuine client", () => {
  it("is refused with a wrong key", async () => {
    const { connectionString } = await startStandIn();
    const producer = connectProducer(connectionString.replace("SAS_KEY_VALUE", "wrong"));
    const error = await rejectionOf(producer.sendBatch([{ body: 1 }]));
    expect(error).toMatchObject({ code: "UnauthorizedError", message: expect.stringContaining("signature") });
  });

  it("does not find an unknown hub", async () => {
    const { connectionString } = await startStandIn();
    const producer = new EventHubProducerClient(connectionString, "nowhere", { retryOptions: ONE_ATTEMPT });
    const error = await rejectionOf(producer.sendBatch([{ body: 1 }]));
    expect(error).toMatchObject({ code: "MessagingEntityNotFoundError" });
    await producer.close();
  });

  it("does not find an unknown partition", async () => {
    const { connectionString } = await startStandIn();
    const error = await rejectionOf(connectProducer(connectionString).sendBatch([{ body: 1 }], { partitionId: "9" }));
    expect(error).toMatchObject({ code: "MessagingEntityNotFoundError" });
  });

  it("does not find an unknown consumer group", async () => {
    const { connectionString } = await startStandIn();
    const { errors } = read(connectConsumer(connectionString, "nobody"));
    await eventually(() => expect(errors[0]).toMatchObject({ code: "MessagingEntityNotFoundError" }));
  });
});

import { randomInt } from "node:crypto";
import { Duplex } from "node:stream";
import { EventHubProducerClient } from "@azure/event-hubs";
import rhea, { type Connection } from "rhea";
import { Receiver } from "rhea-promise";
import { expect, it, onTestFinished, vi } from "vitest";
import { makeRandom, type Random } from "../../../bench/traffic/random.ts";
import { guardConnections } from "../../../shared/amqp/guard-connections.ts";
import { connectionStringFor } from "../../../tools/event-hubs/connection-string.ts";
import { amount } from "../../support/amount.ts";
import { spoilBytes } from "../../support/stores/spoil-bytes.ts";

/** `GARBAGE_SEED` repeats a run; `GARBAGE=20` makes it twenty times as long. */
const seed = Number(process.env.GARBAGE_SEED ?? randomInt(2 ** 31));
const cases = amount({ usual: 500, thorough: 2_000 }) * Number(process.env.GARBAGE ?? "1");
const atOnce = 100;
const events = [
  "disconnected",
  "protocol_error",
  "connection_error",
  "session_error",
  "sender_error",
  "receiver_error",
];

// The prototypes are guarded with the first client.
guardConnections(new EventHubProducerClient(connectionStringFor(1), "hub"));

/** Two ends of a connection in memory; what the first writes goes through `pass` on its way. */
function connectEnds(pass: (piece: Buffer) => readonly Buffer[]): readonly [server: Duplex, client: Duplex] {
  const makeEnd = (write: (piece: Buffer) => void, end: () => void) =>
    new Duplex({
      read: () => {},
      // Later, as a network does: rhea is not made for an answer that comes before it has noted what it has said.
      write: (piece: Buffer, _, done) => {
        setImmediate(write, piece);
        done();
      },
      final: (done) => {
        setImmediate(end);
        done();
      },
    });
  const server: Duplex = makeEnd(
    (piece) => {
      for (const part of pass(piece)) if (!client.destroyed) client.push(part);
    },
    () => void (client.destroyed || client.push(null)),
  );
  const client: Duplex = makeEnd(
    (piece) => void (server.destroyed || server.push(piece)),
    () => void (server.destroyed || server.push(null)),
  );
  for (const end of [server, client]) end.on("error", () => {});
  return [server, client];
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

type Opened = { readonly connection: Connection; readonly socket: Duplex };

/** Opens a connection and spoils one piece of what the server says, or what comes after a time of quiet. */
async function suffer(random: Random): Promise<Opened> {
  let left = random.below(20);
  let last: Buffer = Buffer.from("AMQP\x00\x01\x00\x00", "latin1");
  const opened = await open((piece) => {
    last = piece;
    left -= 1;
    return left === -1 ? spoilBytes(random, piece) : [piece];
  });
  const { socket } = opened;
  if (left >= 0) for (const part of spoilBytes(random, last)) if (!socket.destroyed) socket.push(part);
  await turns(4);
  return opened;
}

/** Opens a connection with a link each way, on which messages go. */
async function open(pass: (piece: Buffer) => readonly Buffer[]): Promise<Opened> {
  const [server, client] = connectEnds(pass);
  const serving = rhea.create_container();
  serving.once("sendable", ({ sender }) => void sender?.send({ body: "event" }));
  const calling = rhea.create_container();
  for (const name of events) for (const container of [serving, calling]) container.on(name, () => {});
  const accepted = serving.create_connection({ reconnect: false, host: "", port: 1 });
  Reflect.apply(Reflect.get(accepted, "accept"), accepted, [server]);
  const connect = (_port: number, _host: string, _options: object, connected: () => void) => {
    setImmediate(connected);
    return client;
  };
  const connection = calling.create_connection({
    username: "anyone",
    reconnect: false,
    idle_time_out: 60_000,
    host: "",
    port: 1,
  });
  Object.assign(connection.options, { connect });
  connection.connect();
  connection.open_receiver("events");
  connection.open_sender("events").once("sendable", ({ sender }) => void sender?.send({ body: "event" }));
  await turns(30);
  return { connection, socket: client };
}

it(`survives ${cases} times garbage at every point of a connection (GARBAGE_SEED=${seed})`, async () => {
  let ended = 0;
  for (let number = 0; number < cases; number += atOnce) {
    const many = Array.from({ length: atOnce }, (_, index) => suffer(makeRandom(seed + number + index)));
    for (const { connection, socket } of await Promise.all(many)) {
      if (socket.destroyed) ended += 1;
      else expect(Reflect.get(connection, "saved_error")).toBeUndefined();
      socket.destroy();
    }
  }
  expect(ended).toBeGreaterThan(cases / 3);
});

it("waits for the rest of a frame ten seconds and no longer", async () => {
  const { connection, socket } = await open((piece) => [piece]);
  expect(connection.is_open()).toBe(true);
  const startedMs = performance.now();
  const now = vi.spyOn(performance, "now");
  onTestFinished(() => now.mockRestore());
  for (const [waitedMs, isDestroyed] of [
    [0, false],
    [9_000, false],
    [11_000, true],
  ] as const) {
    now.mockReturnValue(startedMs + waitedMs);
    socket.push(Buffer.from([0, 0, 16, 0, 2, 0, 0, 0]));
    await turns(2);
    expect(socket.destroyed).toBe(isDestroyed);
  }
});

it("opens no connection any more for a client that was destroyed", async () => {
  const client = new EventHubProducerClient(connectionStringFor(1), "hub", { retryOptions: { maxRetries: 0 } });
  guardConnections(client).destroy();
  await expect(client.createBatch()).rejects.toThrow("this client was destroyed");
});

it("says what has changed when the library is another inside", () => {
  expect(() => guardConnections({})).toThrow("@azure/event-hubs or what it is built on has no _context any more");
});

it("asks an ended link for its address in vain, but without an error", () => {
  const ended = Object.create(Receiver.prototype, { _link: { value: {} } });
  expect(ended.address).toBeUndefined();
});

import { createHmac } from "node:crypto";
import rhea, { type AmqpError, type Connection, type EventContext, type Receiver, type Sender } from "rhea";
import { onTestFinished } from "vitest";
import { SHARED_ACCESS_KEY, SHARED_ACCESS_KEY_NAME } from "../connection-string.ts";

type TokenParts = { readonly key?: string; readonly keyName?: string; readonly expiresS?: number };

/** A SAS token for a resource such as `sb://127.0.0.1/audit`. Valid, except for the given parts. */
export function sasToken(resource: string, parts: TokenParts = {}): string {
  const { key = SHARED_ACCESS_KEY, keyName = SHARED_ACCESS_KEY_NAME } = parts;
  const { expiresS = Math.floor(Date.now() / 1000) + 60 } = parts;
  const sr = encodeURIComponent(resource);
  const signature = createHmac("sha256", key).update(`${sr}\n${expiresS}`).digest("base64");
  return `SharedAccessSignature sr=${sr}&sig=${encodeURIComponent(signature)}&se=${expiresS}&skn=${keyName}`;
}

/** An AMQP connection for what the genuine clients never do. It ends with the test. */
export function connectRaw(port: number): Promise<Connection> {
  const container = rhea.create_container();
  for (const event of ["receiver_error", "sender_error", "disconnected", "connection_close"])
    container.on(event, () => {});
  // Room for more unanswered sends than by default (2,048).
  const options = { reconnect: false, session_buffer_size: 8192 };
  const connection = container.connect({ host: "127.0.0.1", port, ...options });
  onTestFinished(() => connection.close());
  return new Promise((resolve) => connection.once("connection_open", () => resolve(connection)));
}

/** Sends a token for a path and returns the status code and description of the answer. */
export function putToken(
  connection: Connection,
  path: string,
  token: string,
  type = "servicebus.windows.net:sastoken",
) {
  const replies = connection.open_receiver({ source: "$cbs", name: `replies-${rhea.generate_uuid()}` });
  const sender = connection.open_sender("$cbs");
  sender.once("sendable", () =>
    sender.send({
      message_id: 1,
      reply_to: replies.name,
      application_properties: { operation: "put-token", type, name: `sb://127.0.0.1/${path}` },
      body: token,
    }),
  );
  return new Promise<{ code: number; description: string }>((resolve) => {
    replies.once("message", ({ message }: EventContext) => {
      const answer = message?.application_properties ?? {};
      resolve({ code: answer["status-code"], description: answer["status-description"] });
      sender.close();
      replies.close();
    });
  });
}

/** A connection with a token for the whole namespace. */
export async function connectTrustedRaw(port: number): Promise<Connection> {
  const connection = await connectRaw(port);
  await putToken(connection, "", sasToken("sb://127.0.0.1/"));
  return connection;
}

/** The error with which the peer refuses a link. Never settles when the peer accepts it. */
export function refusalOf(link: Sender | Receiver): Promise<AmqpError | Error | undefined> {
  return new Promise((resolve) => {
    link.once("sender_error", () => resolve(link.error));
    link.once("receiver_error", () => resolve(link.error));
  });
}

/** Sends an encoded message of the standard format and waits for its outcome: accepted, or the error. */
export function sendEncoded(connection: Connection, target: string, encoded: Buffer): Promise<AmqpError | "accepted"> {
  const sender = connection.open_sender(target);
  sender.once("sendable", () => sender.send(encoded, undefined, 0));
  return new Promise((resolve) => {
    sender.once("accepted", () => resolve("accepted"));
    sender.once("rejected", ({ delivery }: EventContext) => resolve(delivery?.remote_state?.error));
  });
}

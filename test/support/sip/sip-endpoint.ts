import { createSocket } from "node:dgram";
import { once } from "node:events";
import { eventually } from "../eventually.ts";

/** A SIP message as it came over UDP. */
export type SipMessage = {
  /** "INVITE sip:999@… SIP/2.0" or "SIP/2.0 200 OK". */
  readonly startLine: string;
  /** Names in lower case, and values, in order. */
  readonly fields: readonly (readonly [string, string])[];
  /** By name in lower case; of several of one name the last. */
  readonly headers: ReadonlyMap<string, string>;
  /** The Contact headers, in order. */
  readonly contacts: readonly string[];
};

/** A SIP endpoint on this machine, as much of one as the tests need. */
export type SipEndpoint = {
  readonly port: number;
  /** All that came, in the order in which it came, without requests that were repeated for want of an early answer. */
  readonly received: readonly SipMessage[];
  readonly sendTo: (port: number, message: string) => void;
  readonly close: () => void;
};

/**
 * Opens an endpoint that answers each INVITE with this status, a call that rings with 487 when it is cancelled, and other requests
 * with 200. Where the status is null it answers nothing at all.
 */
export async function openSipEndpoint(inviteStatus: () => string | null): Promise<SipEndpoint> {
  const socket = createSocket("udp4");
  const received: SipMessage[] = [];
  const transactions = new Set<string>();
  const invites = new Map<string | undefined, string>();
  socket.on("message", (bytes, from) => {
    const request = bytes.toString();
    const message = parseSip(request);
    const method = /^(\w+) /.exec(message.startLine)?.[1];
    // RFC 3261, 17.2.3: the same branch and method are the same request.
    const transaction = `${method} ${topVia(message)}`;
    if (method === undefined || !transactions.has(transaction)) received.push(message);
    transactions.add(transaction);
    const status = inviteStatus();
    if (status === null || method === undefined || method === "ACK") return;
    const answer = (to: string, withStatus: string) =>
      socket.send(answerTo(to, withStatus, socket.address().port), from.port, from.address);
    const callId = message.headers.get("call-id");
    if (method === "INVITE") invites.set(callId, request);
    answer(request, method === "INVITE" ? status : "200 OK");
    const invite = invites.get(callId);
    if (method === "CANCEL" && invite !== undefined && status.startsWith("1")) answer(invite, "487 Request Terminated");
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    port: socket.address().port,
    received,
    sendTo: (port, message) => socket.send(message, port, "127.0.0.1"),
    close: () => void socket.close(),
  };
}

/** What is called, and by whom. `from`: the From header, without its tag. `more`: further header lines. `body`: in ASCII. */
export type Invite = {
  readonly requestUri: string;
  readonly callId: string;
  readonly from?: string;
  readonly more?: readonly string[];
  readonly body?: string;
};

/** Sends an INVITE through the proxy and resolves with its final answer. */
export async function callThrough(proxyPort: number, call: Invite): Promise<SipMessage> {
  const { callId } = call;
  const caller = await openSipEndpoint(() => null);
  caller.sendTo(proxyPort, invite(call, caller.port));
  const isFinal = ({ startLine }: SipMessage): boolean => /^SIP\/2\.0 [2-6]/.test(startLine);
  const finalAnswer = (): SipMessage => {
    const final = caller.received.find(isFinal);
    if (final === undefined) throw new Error(`no final answer to ${callId}`);
    return final;
  };
  try {
    return await eventually(finalAnswer);
  } finally {
    caller.close();
  }
}

const someone = "<sip:+441632960123@sbc1.example.net>";

const invite = ({ requestUri, callId, from = someone, more = [], body = "" }: Invite, port: number): string =>
  [
    `INVITE ${requestUri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-${callId}`,
    "Max-Forwards: 20",
    `From: ${from};tag=caller`,
    "To: <sip:called@sbc1.example.net>",
    `Call-ID: ${callId}`,
    "CSeq: 1 INVITE",
    `Contact: <sip:127.0.0.1:${port}>`,
    ...more,
    `Content-Length: ${body.length}`,
    `\r\n${body}`,
  ].join("\r\n");

/** RFC 3261, 8.2.6: what of a request comes back in its answer. */
function answerTo(request: string, status: string, port: number): string {
  const copied = request.split("\r\n").filter((line) => /^(Via|From|Call-ID|CSeq|Record-Route):/i.test(line));
  const to = /^To:.*$/im.exec(request)?.[0] ?? "";
  const tagged = /;tag=/i.test(to) ? to : `${to};tag=callee`;
  const contact = `Contact: <sip:127.0.0.1:${port}>`;
  return [`SIP/2.0 ${status}`, ...copied, tagged, contact, "Content-Length: 0", "\r\n"].join("\r\n");
}

const topVia = ({ fields }: SipMessage): string | undefined => fields.find(([name]) => name === "via")?.[1];

function parseSip(text: string): SipMessage {
  const [startLine = "", ...lines] = text.split("\r\n");
  const fields = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:\s]+)\s*:\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  const contacts = fields.flatMap(([name, value]) => (name === "contact" ? [value] : []));
  return { startLine, fields, headers: new Map(fields), contacts };
}

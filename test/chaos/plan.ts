import type { Random } from "../../bench/traffic/random.ts";
import type { Fault } from "../../tools/event-hubs/start-event-hubs.ts";
import type { Harm } from "../support/stores/amqp-proxy.ts";
import { lies, storeError, type WireAnswer } from "../support/stores/lies.ts";
import type { TablesFault, TablesRequest } from "../support/stores/start-proxy.ts";
import { transactionAnswer } from "../support/stores/transaction-answer.ts";

/** What is done at one moment, and for how long things are then left as they are. */
export type Step = {
  readonly tables?: TablesFault;
  readonly eventHubs?: Fault;
  /** What is done to what Event Hubs says on the wire; null: nothing any more. */
  readonly wire?: Harm | null;
  /** How far the wall clock of one of the two instances is set off. */
  readonly clock?: { readonly instance: 0 | 1; readonly offsetMs: number };
  /** The instance that is killed and started again. */
  readonly kill?: 0 | 1;
  readonly forMs: number;
};

const hourMs = 3_600_000;
const kinds = ["tables", "tables", "tables", "eventHubs", "eventHubs", "wire", "clock", "kill", "calm"] as const;

/** So many steps, the same for the same seed. Several faults may be there at once. */
export function nextStep(random: Random): Step {
  const forMs = 300 + random.below(2_700);
  const instance = random.pick([0, 1] as const);
  switch (random.pick(kinds)) {
    case "tables":
      return { tables: tablesFault(random), forMs };
    case "eventHubs":
      return {
        eventHubs: {
          kind: random.pick(["none", "none", "none", "cut", "busy", "silent", "lost-answer", "down"] as const),
        },
        forMs,
      };
    case "wire":
      return { wire: random.pick([null, garbageFrom(random)]), forMs };
    case "clock":
      return { clock: { instance, offsetMs: random.pick([-hourMs, 0, 0, hourMs, 24 * hourMs]) }, forMs };
    case "kill":
      return { kill: instance, forMs };
    case "calm":
      return { tables: { kind: "none" }, eventHubs: { kind: "none" }, wire: null, forMs };
  }
}

function tablesFault(random: Random): TablesFault {
  const faults: readonly TablesFault[] = [
    { kind: "none" },
    { kind: "none" },
    { kind: "none" },
    { kind: "none" },
    { kind: "down" },
    { kind: "silent" },
    { kind: "slow", delayMs: 50 + random.below(1_500) },
    { kind: "lost-answer", oneIn: 1 + random.below(5) },
    { kind: "lying", lie: random.pick(Object.values(lies)), about: isRead, carriedOut: true },
    { kind: "lying", lie: constant(random.pick(answersToWrites)), about: isWrite, carriedOut: false },
    { kind: "lying", lie: constant(random.pick(answersToWrites)), about: isWrite, carriedOut: true },
  ];
  return random.pick(faults);
}

const isRead = ({ method }: TablesRequest): boolean => method === "GET";
const isWrite = (request: TablesRequest): boolean => !isRead(request);
const constant = (answer: WireAnswer) => (): WireAnswer => answer;

/** None of these says that a write was done. */
const answersToWrites: readonly WireAnswer[] = [
  { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" },
  { status: 200, headers: {}, body: "" },
  { status: 202, headers: {}, body: "" },
  transactionAnswer([]),
  transactionAnswer([{ status: 503, body: "<html></html>" }]),
  transactionAnswer([{ status: 409, code: "TableBeingDeleted" }]),
  storeError(409, "TableBeingDeleted"),
  storeError(409, "EntityAlreadyExists"),
  storeError(500, "InternalError"),
  storeError(503, "ServerBusy"),
  { status: 412, headers: {}, body: "" },
];

/**
 * Bytes that no server sends, somewhere in what it says. Readers hear them only until they have opened their link: a changed byte in
 * an event would make another event of it, and behind TLS it ends the connection and never arrives.
 */
function garbageFrom(random: Random): Harm {
  const from = random.below(3_000);
  return (piece, sent, isReader) => {
    if (isReader || sent + piece.length <= from) return [piece];
    const garbage = Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)));
    const cut = random.below(piece.length);
    return random.pick([
      [garbage],
      [garbage, piece],
      [piece.subarray(0, cut), garbage],
      [piece, Buffer.from([0, 0, 0, 8, 2, 9, 0, 0]), piece],
    ]);
  };
}

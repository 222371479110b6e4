import type { Delivery, link, Sender } from "rhea";
import type { Faults } from "./faults.ts";
import type { Grants } from "./grants.ts";
import type { Hubs } from "./hubs.ts";

/** What all links of the stand-in share. */
export type Broker = {
  readonly hubs: Hubs;
  readonly faults: Faults;
  /** Called for every transfer that a producer sends. */
  countSend(): void;
};

/** A client's connection and its state. */
export type Client = {
  readonly grants: Grants;
  /** The links on which the client receives answers to its requests. */
  readonly replyLinks: Set<Sender>;
  /** Destroys the connection without an AMQP close, as a failing network does. */
  cut(): void;
  /** Sends everything that is written in this turn of the event loop as one piece. */
  writeTogether(): void;
};

/** What happens to an open link: a message, new credit, its end. */
export type LinkHandlers = {
  readonly onMessage?: (message: Buffer, delivery: Delivery) => void;
  readonly onCredit?: () => void;
  readonly onGone?: () => void;
};

/** Answers an attach by confirming the addresses that the client asked for. */
export function acceptLink(accepted: link): void {
  accepted.set_source({ address: accepted.source?.address });
  accepted.set_target({ address: accepted.target?.address });
}

/** Answers an attach with an error. */
export function refuseLink(refused: link, condition: string, description: string): LinkHandlers {
  refused.close({ condition, description });
  return {};
}

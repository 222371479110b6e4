import type { Delivery, link } from "rhea";
import type { Faults } from "./faults.ts";
import type { Grants } from "./grants.ts";
import type { Hubs } from "./hubs.ts";
import type { ReplyLinks } from "./request-response.ts";

/** What every link of the stand-in works on. */
export type Broker = {
  readonly hubs: Hubs;
  readonly faults: Faults;
  /** Called for every transfer that a producer sends. */
  countSend(): void;
};

/** One client's connection and what is remembered for as long as it lasts. */
export type Client = {
  readonly grants: Grants;
  readonly replyLinks: ReplyLinks;
  /** Ends the connection without a word, as a failing network does. */
  cut(): void;
  /** Lets everything that is written until the end of this turn of the event loop leave in one piece. */
  writeTogether(): void;
};

/** What an open link does with what happens to it. */
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

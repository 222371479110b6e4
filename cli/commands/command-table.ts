import { approve, confirm, reject, withdraw } from "./act-on-proposal.ts";
import { apply } from "./apply.ts";
import { call } from "./call.ts";
import type { Command } from "./command.ts";
import { compare } from "./compare.ts";
import { exportCommand } from "./export.ts";
import { lists } from "./lists.ts";
import { plan } from "./plan.ts";
import { promote } from "./promote.ts";
import { proposals } from "./proposals.ts";
import { propose } from "./propose.ts";
import { tryNumber } from "./try.ts";
import { verify } from "./verify.ts";
import { watch } from "./watch.ts";

/** Every command by its name, in the order of the help. */
export const commandTable: Readonly<Record<string, Command>> = {
  try: tryNumber,
  export: exportCommand,
  plan,
  apply,
  propose,
  proposals,
  approve,
  reject,
  withdraw,
  confirm,
  compare,
  promote,
  lists,
  watch,
  call,
  verify,
};

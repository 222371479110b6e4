import { isDeepStrictEqual } from "node:util";
import type { Decision } from "../../routing/decision.ts";

/** What of a decision a configuration answers for; its ids and what it was decided by tell calls and versions apart. */
const compared: Readonly<Record<string, (decision: Decision) => unknown>> = {
  class: (decision) => decision.class,
  action: (decision) => decision.action,
  "number.territory": ({ number }) => number.territory,
  "number.services": ({ number }) => number.services,
  "number.serviceUrn": ({ number }) => number.serviceUrn,
  "number.shortCode": ({ number }) => number.shortCode,
  "number.callingCode": ({ number }) => number.callingCode,
  conversion: (decision) => decision.conversion,
  routes: (decision) => decision.routes,
  contacts: (decision) => decision.contacts,
  retryOn: (decision) => decision.retryOn,
  flags: (decision) => decision.flags,
};

const fields = Object.entries(compared);

/** The names of the fields in which two decisions about one call differ. */
export const differences = (before: Decision, after: Decision): readonly string[] =>
  fields.flatMap(([name, read]) => {
    const [was, is] = [read(before), read(after)];
    return was === is || isDeepStrictEqual(was, is) ? [] : [name];
  });

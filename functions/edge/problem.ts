import type { HttpResponseInit } from "@azure/functions";
import type { InputFault } from "../../shared/input-fault.ts";
import { shorten } from "../../shared/shorten.ts";
import { securityHeaders } from "./security-headers.ts";

const titles: Readonly<Record<number, string>> = {
  400: "The request cannot be read",
  401: "It is not known who asks",
  403: "This is not for everybody",
  404: "There is nothing here",
  409: "Somebody else was first",
  413: "The request is too large",
  415: "The content is of another type",
  422: "The content is not valid",
  428: "The change is dangerous and was not confirmed",
  500: "The store holds something else than was written",
  503: "A store does not answer",
};

const faultsAtMost = 100;

/** Faults as every answer has them: the first hundred, none of them long, and how many there are in all. */
export const listFaults = (
  faults: readonly InputFault[],
): { readonly errors?: readonly InputFault[]; readonly errorsCount?: number } =>
  faults.length === 0 ? {} : { errors: faults.slice(0, faultsAtMost).map(shortenFault), errorsCount: faults.length };

/** Paths and messages quote what somebody sent. */
const shortenFault = ({ path, message }: InputFault): InputFault => ({
  path: shorten(path, 200),
  message: shorten(message, 500),
});

/** An error answer in problem details (RFC 9457), naming the faults of the input at once; `more` are members of its own. */
export function problem(
  status: number,
  detail: string,
  errors: readonly InputFault[] = [],
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponseInit {
  return {
    status,
    headers: { ...securityHeaders, "content-type": problemType, ...headers },
    body: JSON.stringify({ ...problemMembers(status, detail, errors), ...more }),
  };
}

export const problemType = "application/problem+json";

/** The members of a problem, for whoever writes a long one bit by bit. */
export const problemMembers = (status: number, detail: string, errors: readonly InputFault[] = []) => ({
  type: "about:blank",
  title: titles[status] ?? "The request failed",
  status,
  detail,
  ...listFaults(errors),
});

/** The answer where a store fails or the instance is busy: the same request may succeed after so many seconds. */
export const tryLater = (detail: string, afterS: number): HttpResponseInit =>
  problem(503, detail, [], {}, { "retry-after": String(afterS) });

import type { HttpResponseInit } from "@azure/functions";
import type { InputFault } from "../../shared/input-fault.ts";
import { shorten } from "../../shared/shorten.ts";
import { securityHeaders } from "./security-headers.ts";

/** Status phrases (RFC 9110, 15; RFC 6585, 3 for 428): the title of a problem of type `about:blank` (RFC 9457, 4.2.1). */
const statusPhrases = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  428: "Precondition Required",
  500: "Internal Server Error",
  503: "Service Unavailable",
} as const;

export type ProblemStatus = keyof typeof statusPhrases;

export type ProblemOptions = {
  /** The faults of the input. */
  readonly errors?: readonly InputFault[];
  /** Further members of the problem. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

const faultsAtMost = 100;

/** The faults as an answer lists them: the first hundred, shortened, and how many there are in all. */
export const listFaults = (
  faults: readonly InputFault[],
): { readonly errors?: readonly InputFault[]; readonly errorsCount?: number } =>
  faults.length === 0 ? {} : { errors: faults.slice(0, faultsAtMost).map(shortenFault), errorsCount: faults.length };

/** Paths and messages quote the input, which can be long. */
const shortenFault = ({ path, message }: InputFault): InputFault => ({
  path: shorten(path, 200),
  message: shorten(message, 500),
});

/** An error answer in problem details (RFC 9457). */
export function problem(status: ProblemStatus, detail: string, options: ProblemOptions = {}): HttpResponseInit {
  const { errors = [], members = {}, headers = {} } = options;
  return {
    status,
    headers: { ...securityHeaders, "content-type": problemType, ...headers },
    body: JSON.stringify({ ...problemMembers(status, detail, errors), ...members }),
  };
}

export const problemType = "application/problem+json";

/** The standard members of a problem, for an answer that is written piece by piece. */
export const problemMembers = (status: ProblemStatus, detail: string, errors: readonly InputFault[] = []) => ({
  type: "about:blank",
  title: statusPhrases[status],
  status,
  detail,
  ...listFaults(errors),
});

/** 503 for a failed store or a busy instance: the same request may succeed after `afterS` seconds. */
export const tryLater = (detail: string, afterS: number): HttpResponseInit =>
  problem(503, detail, { headers: { "retry-after": String(afterS) } });

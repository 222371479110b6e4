import { asReceived } from "./conversion.ts";
import type { DecidedRoute, Decision } from "./decision.ts";
import { escapedUser } from "./request-uri.ts";
import { mergeHeaders } from "./write-routes.ts";

/**
 * A decision as Kamailio's module rtjson takes it, with what a configuration needs besides: the module ignores members that it does
 * not know. Times are in milliseconds, as tm's `t_set_fr` takes them.
 */
export type RtjsonAnswer = Pick<Decision, "decisionId" | "class" | "action" | "retryOn" | "flags" | "contacts"> & {
  readonly version: "1.0";
  readonly routing: "serial";
  readonly routes: readonly RtjsonRoute[];
  /** `calledParty` is there only if a conversion wrote it. */
  readonly conversion: Partial<Decision["conversion"]> & { readonly name: string };
};

export type RtjsonRoute = {
  readonly name: string;
  readonly uri: string;
  /** Where to send a request whose URI names no host. */
  readonly dst_uri?: string;
  /** The same as a Route header (RFC 3261, 16.12). */
  readonly path?: string;
  readonly headers: {
    /** Header lines to append. */
    readonly extra: string;
    /** A regular expression for `remove_hf_re_pv`: the names of those headers, which the request may have already. */
    readonly replaces: string;
  };
  /** How long to wait for a first answer. */
  readonly fr_timer: number;
  /** How long a route may ring. */
  readonly fr_inv_timer: number;
};

const ringMs = 120_000;

export function writeRtjson(decision: Decision): RtjsonAnswer {
  const { decisionId, class: callClass, action, retryOn, flags, contacts, conversion, routes } = decision;
  const { name, calledParty, callingParty } = conversion;
  return {
    version: "1.0",
    routing: "serial",
    routes: routes.map((route) => writeRoute(route, callingParty)),
    decisionId,
    class: callClass,
    action,
    retryOn,
    flags,
    contacts,
    conversion: {
      name,
      ...(name === asReceived ? {} : { calledParty }),
      ...(callingParty === undefined ? {} : { callingParty }),
    },
  };
}

function writeRoute({ name, requestUri, headers, timeoutMs }: DecidedRoute, callingParty?: string): RtjsonRoute {
  const { Route: path } = headers;
  return {
    name,
    uri: requestUri,
    ...(path === undefined ? {} : { dst_uri: path.slice(1, path.indexOf(";")), path }),
    headers:
      callingParty === undefined
        ? headersOnce(headers)
        : writeHeaders(mergeHeaders(headers, { "P-Asserted-Identity": identityOf(callingParty, path ?? requestUri) })),
    fr_timer: timeoutMs,
    fr_inv_timer: ringMs,
  };
}

/** Most calls get the very headers of the configuration, which are written once. */
const writtenHeaders = new WeakMap<DecidedRoute["headers"], RtjsonRoute["headers"]>();

function headersOnce(headers: DecidedRoute["headers"]): RtjsonRoute["headers"] {
  const known = writtenHeaders.get(headers);
  if (known !== undefined) return known;
  const written = writeHeaders(headers);
  writtenHeaders.set(headers, written);
  return written;
}

/** `Route` stands in `path`. */
function writeHeaders({ Route: _, ...headers }: DecidedRoute["headers"]): RtjsonRoute["headers"] {
  const lines = Object.entries(headers);
  return {
    extra: lines.map(([field, value]) => `${field}: ${value}\r\n`).join(""),
    replaces: lines.length === 0 ? "" : `^(${lines.map(([field]) => plain(field)).join("|")})$`,
  };
}

/** A number as an identity (RFC 3325, 9.1): a global one as a tel URI, any other at the host that it is sent to. */
function identityOf(callingParty: string, uri: string): string {
  if (/^\+[0-9]+$/.test(callingParty)) return `<tel:${callingParty}>`;
  const [, host = "anonymous.invalid"] = /^<?sips?:(?:[^@]*@)?([^;>]+)/.exec(uri) ?? [];
  return `<sip:${escapedUser(callingParty)}@${host};user=phone>`;
}

/** A header name in a POSIX regular expression. */
const plain = (field: string): string => field.replace(/[.*+]/g, "[$&]");

import { openSipEndpoint, type SipEndpoint, type SipMessage } from "./sip-endpoint.ts";

/** An INVITE that came to a far end. */
export type Reached<Name extends string> = Pick<SipMessage, "startLine" | "fields" | "headers"> & {
  readonly name: Name;
};

/** Trunks and PSAPs on this machine, by name. */
export type FarEnds<Name extends string> = {
  readonly ports: Readonly<Record<Name, number>>;
  /** What each answers an INVITE with: a status such as "200 OK"; with null it is silent. */
  readonly statuses: Record<Name, string | null>;
  /** Has all answer 200 again. */
  readonly reset: () => void;
  /** The INVITEs of a call that came to any of them, by far end. */
  readonly reachedBy: (callId: string) => readonly Reached<Name>[];
  /** All requests of a call that came to one of them, by method. */
  readonly methodsAt: (name: Name, callId: string) => readonly string[];
  readonly close: () => void;
};

/** Opens far ends that answer 200. The caller closes them. */
export async function openFarEnds<Name extends string>(names: readonly Name[]): Promise<FarEnds<Name>> {
  const each = <Value>(value: (name: Name) => Value) =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
  const statuses = each<string | null>(() => "200 OK");
  const opened = await Promise.all(
    names.map(async (name) => [name, await openSipEndpoint(() => statuses[name])] as const),
  );
  const endpoints = Object.fromEntries(opened) as Record<Name, SipEndpoint>;
  const requestsOf = (name: Name, callId: string) =>
    endpoints[name].received.filter((message) => message.headers.get("call-id") === callId);
  return {
    ports: each((name) => endpoints[name].port),
    statuses,
    reset: () =>
      void Object.assign(
        statuses,
        each(() => "200 OK"),
      ),
    reachedBy: (callId) =>
      names.flatMap((name) =>
        requestsOf(name, callId)
          .filter(({ startLine }) => startLine.startsWith("INVITE "))
          .map(({ startLine, fields, headers }) => ({ name, startLine, fields, headers })),
      ),
    methodsAt: (name, callId) => requestsOf(name, callId).map(({ startLine }) => startLine.split(" ")[0] ?? ""),
    close: () => {
      for (const [, endpoint] of opened) endpoint.close();
    },
  };
}

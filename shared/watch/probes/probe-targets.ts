/** A front door of a region, and what it wants of a call. `name` stands for it in events and alarms. */
export type ProbeTarget = {
  readonly name: string;
  /** Where calls are posted. */
  readonly url: string;
  readonly functionKey: string | null;
  /** What calls are signed with there; null if they are not. */
  readonly webhookSecret: string | null;
};

/** Keys and secrets are one for all targets, or `west=... north=...` with the names of targets. */
export type TargetSecrets = {
  readonly functionKeys?: string | undefined;
  readonly webhookSecrets?: string | undefined;
  /** What calls are signed with where nothing else is said. */
  readonly usualSecret?: string | undefined;
};

const targetsAtMost = 20;
const usualPath = "/api/v1/call-setup";
const named = /^([A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?)=(.*)$/s;

/**
 * Reads `west=https://west.example, https://north.example`: addresses with commas or blanks between them, each with a name before
 * it or not: then the host is its name. An address without a path is that of an app. Null if it is anything else.
 */
export function readProbeTargets(
  text: string,
  { functionKeys = "", webhookSecrets = "", usualSecret }: TargetSecrets = {},
): readonly ProbeTarget[] | null {
  const read = text
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(readTarget);
  const targets = read.flatMap((target) => target ?? []);
  const names = new Set(targets.map(({ name }) => name));
  if (targets.length < read.length || names.size < targets.length || targets.length > targetsAtMost) return null;
  const [keyOf, secretOf] = [byTarget(functionKeys, names), byTarget(webhookSecrets, names)];
  return targets.map((target) => ({
    ...target,
    functionKey: keyOf(target.name),
    webhookSecret: secretOf(target.name) ?? usualSecret ?? null,
  }));
}

function readTarget(entry: string): Pick<ProbeTarget, "name" | "url"> | null {
  const [, name, address = entry] = named.exec(entry) ?? [];
  const url = URL.parse(address);
  if (url === null || !isFrontDoor(url)) return null;
  if (url.pathname === "/") url.pathname = usualPath;
  return { name: name ?? url.host, url: url.href };
}

/** Plain HTTP on the own machine only. A query or a password would put a secret into logs. */
const isFrontDoor = ({ protocol, hostname, username, password, search, hash }: URL): boolean =>
  (protocol === "https:" || (protocol === "http:" && hostname === "127.0.0.1")) &&
  `${username}${password}${search}${hash}` === "";

/** Keys may end with `=`, so that only a target's name counts as a name. */
function byTarget(text: string, names: ReadonlySet<string>): (name: string) => string | null {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== "");
  const ofNames = new Map<string, string>();
  let ofAll: string | null = null;
  for (const entry of entries) {
    const [, name = "", key = ""] = named.exec(entry) ?? [];
    if (names.has(name)) ofNames.set(name, key);
    else ofAll = entry;
  }
  return (name) => ofNames.get(name) ?? ofAll;
}

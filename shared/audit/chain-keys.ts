import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 (RFC 2104) of an event's hash, in hex, and which key it was made with. */
export type ChainMac = { readonly keyId: string; readonly value: string };

/** What the keys say of an event. `unkeyed`: it has no MAC. `unknown-key`: its MAC is by none of the given keys. */
export type KeyVerdict = "genuine" | "forged" | "unknown-key" | "unkeyed";

/** The members of an event that the keys judge. `time`: when it was recorded. */
export type KeyedEvent = {
  readonly time: string;
  readonly data: { readonly chain: { readonly hash: string; readonly mac?: ChainMac | undefined } };
};

/** The keys that only the app has. An attacker who can write to the tables can make hashes, but no MAC over them. */
export type ChainKeys = {
  readonly sign: (hash: string) => ChainMac;
  readonly judge: (event: KeyedEvent) => KeyVerdict;
  /** From this instant on an event without a MAC is forged. `isSaid`: the settings give the instant; otherwise it may be earlier. */
  readonly keyedSince: { readonly at: string; readonly isSaid: boolean };
};

export type ChainKeysOptions = {
  readonly current: string;
  /** Keys of earlier events. */
  readonly previous: readonly string[];
  readonly keyedSince: ChainKeys["keyedSince"];
};

export function makeChainKeys({ current, previous, keyedSince }: ChainKeysOptions): ChainKeys {
  const key = secretKey(current);
  const keyId = idOf(key);
  const keys = new Map([key, ...previous.map(secretKey)].map((each) => [idOf(each), each]));
  return {
    sign: (hash) => ({ keyId, value: macOf(key, hash).toString("hex") }),
    judge: ({ data: { chain } }) => {
      if (chain.mac === undefined) return "unkeyed";
      const its = keys.get(chain.mac.keyId);
      if (its === undefined) return "unknown-key";
      const [given, expected] = [Buffer.from(chain.mac.value, "hex"), macOf(its, chain.hash)];
      return given.length === expected.length && timingSafeEqual(given, expected) ? "genuine" : "forged";
    },
    keyedSince,
  };
}

/** Whether an event was recorded with one of the keys, or before there were any. */
export const isVouchedFor = (event: KeyedEvent, keys: ChainKeys | null): boolean => {
  if (keys === null) return true;
  const verdict = keys.judge(event);
  return verdict === "genuine" || (verdict === "unkeyed" && event.time < keys.keyedSince.at);
};

const secretKey = (text: string): KeyObject => createSecretKey(Buffer.from(text, "utf8"));

const macOf = (key: KeyObject, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Derived from the key, so that keys need no names. Reveals nothing of the key. */
const idOf = (key: KeyObject): string => macOf(key, "key id").toString("hex").slice(0, 16);

import { type Api, answerOf } from "../api/api-client.ts";

/** What is live at a server: version, hash, and the hash of each list. `signal` ends the asking. */
export async function readFingerprint(api: Api, signal?: AbortSignal) {
  const asked = api.GET("/v1/config/fingerprint", signal === undefined ? {} : { signal });
  return (await answerOf(api, asked, "version", "hash", "lists", "tables")).data;
}

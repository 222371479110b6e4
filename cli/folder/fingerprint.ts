import { type Api, answerOf } from "../api/api-client.ts";

/** What is live at a server: version, hash, and the hash of each list. */
export const readFingerprint = async (api: Api) => (await answerOf(api, api.GET("/v1/config/fingerprint"))).data;

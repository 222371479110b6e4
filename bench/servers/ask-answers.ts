import { makeRandom } from "../random.ts";
import { type CallKind, callMakers } from "../traffic.ts";
import type { Answers } from "./messages.ts";

/** One answer of the product to each kind of call, for the other servers to give. */
export async function askAnswers(port: number): Promise<Answers> {
  const ask = async (callKind: CallKind): Promise<unknown> => {
    const body = JSON.stringify(callMakers[callKind](makeRandom(5)));
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/call-setup`, { method: "POST", body });
    return response.json();
  };
  return { ordinary: await ask("ordinary"), emergency: await ask("emergency") };
}

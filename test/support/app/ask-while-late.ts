import { eventually } from "../eventually.ts";

export type Told = { readonly status: number; readonly body: string };

/** Asks until no store was too late for the answer: what is answered 503 is asked again, as whoever gets it would. */
export const askWhileLate = (ask: () => Promise<Response>): Promise<Told> =>
  eventually(async () => {
    const response = await ask();
    const body = await response.text();
    if (response.status === 503) throw new Error(`503: ${body}`);
    return { status: response.status, body };
  });

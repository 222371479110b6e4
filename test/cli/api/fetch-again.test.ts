import { describe, expect, it } from "vitest";
import { makeFetchAgain, mayRepeat } from "../../../cli/api/fetch-again.ts";

const address = "http://127.0.0.1/api/v1/config";
const lost = () => {
  throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
};

/** What is sent, and how long is waited, where the answers are these. */
function useAnswers(...answers: readonly (() => Response)[]) {
  const left = [...answers];
  const sent: string[] = [];
  const waited: number[] = [];
  const fetchAgain = makeFetchAgain({
    deadlineMs: 5_000,
    fetch: async (request) => {
      sent.push(request instanceof Request ? await request.text() : "");
      return (left.shift() ?? lost)();
    },
    wait: async (ms) => void waited.push(ms),
  });
  return { fetchAgain, sent, waited };
}

const answer =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("{}", { status, headers });
const post = (path: string) => new Request(`${address}${path}`, { method: "POST", body: "the body" });

describe("what may be repeated", () => {
  it("is tried three times, with its body, and longer apart each time", async () => {
    const { fetchAgain, sent, waited } = useAnswers(lost, answer(502), answer(200));
    expect((await fetchAgain(post("/imports?dryRun=true"))).status).toBe(200);
    expect(sent).toEqual(["the body", "the body", "the body"]);
    expect(waited).toEqual([500, 1_000]);
  });

  it("waits as long as the answer says, up to 15 s", async () => {
    const { fetchAgain, waited } = useAnswers(
      answer(503, { "retry-after": "2" }),
      answer(503, { "retry-after": "900" }),
      answer(503),
    );
    expect((await fetchAgain(new Request(address))).status).toBe(503);
    expect(waited).toEqual([2_000, 15_000]);
  });

  it("fails as the last try did", async () => {
    const { fetchAgain, sent } = useAnswers(answer(503), lost, lost);
    await expect(fetchAgain(new Request(address))).rejects.toThrow("fetch failed");
    expect(sent).toHaveLength(3);
  });

  it.each([200, 304, 400, 404, 409, 422, 428, 500])("is not tried again after %i", async (status) => {
    const { fetchAgain, sent } = useAnswers(() => new Response(null, { status }));
    expect((await fetchAgain(new Request(address))).status).toBe(status);
    expect(sent).toHaveLength(1);
  });
});

it.each([lost, answer(503), answer(502)])("what changes something is sent once", async (first) => {
  const { fetchAgain, sent } = useAnswers(first);
  await fetchAgain(post("/imports")).catch(() => null);
  expect(sent).toHaveLength(1);
});

it.each([
  ["GET", "", true],
  ["POST", "/imports?dryRun=true", true],
  ["POST", "/simulations", true],
  ["POST", "/lists/acg/check?ingress=zoom", true],
  ["POST", "/proposals", true],
  ["POST", "/proposals/0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10/approve", true],
  ["POST", "/imports?format=folder", false],
  ["POST", "/imports?dryRun=false", false],
  ["POST", "/changes?reason=%2Fconfig%2Fsimulations", false],
  ["POST", "/versions/1/restore", false],
])("%s %s may be repeated: %s", (method, path, expected) => {
  expect(mayRepeat({ method, url: `${address}${path}` })).toBe(expected);
});

it("does not follow a redirect: a change would arrive elsewhere as a question", async () => {
  let redirect: unknown;
  const fetch = async (_: unknown, init: RequestInit | undefined) => {
    redirect = init?.redirect;
    return new Response(null, { status: 302, headers: { location: "https://elsewhere.example" } });
  };
  expect((await makeFetchAgain({ deadlineMs: 5_000, fetch })(post("/imports"))).status).toBe(302);
  expect(redirect).toBe("manual");
});

it.each(["the request's signal", "the interrupt"])("is not tried again after %s", async (which) => {
  const ending = new AbortController();
  let sent = 0;
  const fetch = async (): Promise<Response> => {
    sent += 1;
    ending.abort(new Error("enough"));
    throw ending.signal.reason;
  };
  const isInterrupt = which === "the interrupt";
  const fetchAgain = makeFetchAgain({ deadlineMs: 5_000, fetch, interrupt: isInterrupt ? ending.signal : undefined });
  const request = new Request(address, isInterrupt ? {} : { signal: ending.signal });
  await expect(fetchAgain(request)).rejects.toThrow("enough");
  expect(sent).toBe(1);
});

it("ends a try that is never answered", async () => {
  const fetchAgain = makeFetchAgain({
    deadlineMs: 20,
    fetch: (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
  });
  await expect(fetchAgain(post("/imports"))).rejects.toThrow(/timeout/i);
});

import { expect, it, vi } from "vitest";
import { makeSignIn, SignInError, type SignInSettings } from "../../../cli/api/sign-in.ts";

const getToken = vi.hoisted(() => vi.fn());
vi.mock("@azure/identity", () => ({
  DefaultAzureCredential: class {
    getToken = getToken;
  },
}));

const server = "https://router.operator.example";
const settingsOf =
  (body: unknown): typeof fetch =>
  async () =>
    new Response(JSON.stringify(body));
const signIn = (settings: Partial<SignInSettings>) =>
  makeSignIn({ server, token: null, scope: null, deadlineMs: 1_000, fetch: settingsOf({}), ...settings })();

it.each([
  ["nobody signs in there", settingsOf({ authentication: "none", clientId: null })],
  ["it serves no console", async () => new Response("Not Found", { status: 404 })],
  ["it answers with a page", async () => new Response("<html>")],
  [
    "it does not answer",
    async () => {
      throw new TypeError("fetch failed");
    },
  ],
] satisfies readonly (readonly [string, typeof fetch])[])("sends no token where %s", async (_, fetch) => {
  expect(await signIn({ fetch })).toBeNull();
});

it("sends the token that is given, and asks the server for nothing", async () => {
  const fetch = async () => {
    throw new Error("nobody asks");
  };
  expect(await signIn({ token: "abc", fetch })).toBe("Bearer abc");
});

it("sends no token in the clear", async () => {
  await expect(signIn({ token: "abc", server: "http://router.operator.example" })).rejects.toThrow(SignInError);
});

const clientId = "0c7bd9ee-11b9-4a0a-8e38-5f9a3b4d6f21";

it("asks for a token of the application that the server names, and of no scope that it says", async () => {
  getToken.mockReset().mockResolvedValue({ token: "abc", expiresOnTimestamp: 1 });
  const said = settingsOf({ clientId, scope: "https://management.azure.com/.default" });
  expect(await signIn({ fetch: said })).toBe("Bearer abc");
  expect(getToken.mock.calls.map(([scope]) => scope)).toEqual([`api://${clientId}/.default`]);
});

it.each(["https://management.azure.com", `${clientId}/x`, "", 5])(
  "asks for no token where the server names %j as the application",
  async (named) => {
    getToken.mockReset().mockResolvedValue({ token: "abc", expiresOnTimestamp: 1 });
    await expect(signIn({ fetch: settingsOf({ clientId: named }) })).rejects.toThrow(/set ECR_SCOPE/);
    expect(getToken).not.toHaveBeenCalled();
  },
);

it.each(["secret\n", "sec ret", "s\u00e9cret"])("refuses the token %j without showing it", async (token) => {
  const failure = await signIn({ token }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SignInError);
  expect(String(failure)).toContain("ECR_TOKEN");
  expect(String(failure)).not.toMatch(/s.?cret|sec ret/);
});

it("asks for another token five minutes before one ends, once for requests at the same time", async () => {
  let nowMs = 0;
  getToken
    .mockReset()
    .mockResolvedValueOnce({ token: "first", expiresOnTimestamp: 3_600_000 })
    .mockResolvedValueOnce({ token: "second", expiresOnTimestamp: 7_200_000 });
  const find = makeSignIn({ server, token: null, scope: "api://x/.default", deadlineMs: 1_000, now: () => nowMs });
  expect([await find(), await find()]).toEqual(["Bearer first", "Bearer first"]);
  nowMs = 3_299_999;
  expect(await find()).toBe("Bearer first");
  nowMs = 3_300_000;
  expect(await Promise.all([find(), find(), find()])).toEqual(["Bearer second", "Bearer second", "Bearer second"]);
  expect(getToken).toHaveBeenCalledTimes(2);
});

it("ends where a credential never answers, and asks again after that", async () => {
  getToken.mockReset().mockReturnValueOnce(new Promise(() => {}));
  getToken.mockResolvedValue({ token: "abc", expiresOnTimestamp: Number.MAX_SAFE_INTEGER });
  const find = makeSignIn({ server, token: null, scope: "api://x/.default", deadlineMs: 20 });
  await expect(find()).rejects.toThrow(/nothing gave a token within the time/);
  expect(await find()).toBe("Bearer abc");
});

it.each([
  ["does not answer", () => Promise.reject(new TypeError("fetch failed"))],
  ["cannot answer", async () => new Response("", { status: 503 })],
])("asks a server again that %s, how people sign in", async (_, fail) => {
  getToken.mockReset().mockResolvedValue({ token: "abc", expiresOnTimestamp: Number.MAX_SAFE_INTEGER });
  const fetch = vi.fn(settingsOf({ clientId })).mockImplementationOnce(fail);
  const find = makeSignIn({ server, token: null, scope: null, deadlineMs: 1_000, fetch });
  expect([await find(), await find(), await find()]).toEqual([null, "Bearer abc", "Bearer abc"]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

import { expect, it } from "vitest";
import { makeSignIn, SignInError, type SignInSettings } from "../../../cli/api/sign-in.ts";

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

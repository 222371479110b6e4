import { HttpRequest } from "@azure/functions";
import { expect, it } from "vitest";
import { actOf } from "../../../functions/edge/proposal-answers.ts";
import { localCaller } from "../../../shared/identity/caller.ts";

it.each([
  [undefined, null],
  ["*", null],
  ['"sha256:7"', "sha256:7"],
  [' W/"sha256:7"', "sha256:7"],
  ["sha256:7", "sha256:7"],
])("If-Match %s means the content %s", (header, ifMatch) => {
  const headers: Record<string, string> = header === undefined ? {} : { "if-match": header };
  const request = new HttpRequest({ method: "POST", url: "http://127.0.0.1/", params: { id: "7" }, headers });
  expect(actOf(request, localCaller)).toEqual({ id: "7", caller: localCaller, ifMatch });
});

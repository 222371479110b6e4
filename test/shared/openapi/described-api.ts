import { HttpRequest, InvocationContext } from "@azure/functions";
import type { oas31 } from "zod-openapi";
import { makeOpenApi } from "../../../functions/openapi.ts";
import { writeApiDescription } from "../../../functions/wiring/describe-api.ts";

export type Description = oas31.OpenAPIObject;

/** One operation of the description, with where it stands. `path` has the server's prefix. */
export type Operation = {
  readonly id: string;
  readonly method: "GET" | "POST";
  readonly route: string;
  readonly operation: oas31.OperationObject;
};

/** The description as the function answers it. */
export async function describedApi(): Promise<Description> {
  const request = new HttpRequest({ method: "GET", url: "http://127.0.0.1/api/v1/openapi.json" });
  const answer = await makeOpenApi({ readDescription: writeApiDescription })(request, new InvocationContext());
  if (typeof answer !== "object" || answer === null || typeof answer.body !== "string")
    throw new Error("the function gives no text");
  return JSON.parse(answer.body);
}

/** All operations of a description. */
export function operationsOf({ paths = {} }: Description): readonly Operation[] {
  return Object.entries(paths).flatMap(([route, item]) =>
    (["get", "post"] as const).flatMap((method): Operation[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      return [{ id: operation.operationId ?? "", method: method === "get" ? "GET" : "POST", route, operation }];
    }),
  );
}

/** What a reference points to, or the thing itself. */
export function resolve<Thing extends object>(description: Description, thing: Thing | oas31.ReferenceObject): Thing {
  if (!("$ref" in thing)) return thing;
  const path = thing.$ref.replace("#/", "").split("/");
  let found: unknown = description;
  for (const part of path) found = Reflect.get(found as object, part);
  return found as Thing;
}

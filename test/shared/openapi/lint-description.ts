import { createConfig, lintFromString } from "@redocly/openapi-core";
import type { Description } from "./described-api.ts";

const name = "openapi.json";

/** Requests in which nothing can be wrong have no answer that says so. */
const withoutParameters = ["health~1live", "health~1ready", "openapi.json"];

const config = await createConfig(
  { extends: ["recommended"], rules: { "operation-description": "off", "parameter-description": "error" } },
  {
    ignore: {
      [name]: {
        "operation-4xx-response": new Set(withoutParameters.map((path) => `#/paths/~1v1~1${path}/get/responses`)),
      },
    },
  },
);

/**
 * The problems of a description by Redocly's recommended rules, warnings as well. Among other things every example must be
 * what its schema says, without members that the schema does not have.
 */
export async function lint(description: Description): Promise<readonly string[]> {
  const source = JSON.stringify(description);
  const problems = await lintFromString({ source, absoluteRef: name, config });
  return problems
    .filter(({ ignored }) => ignored !== true)
    .map(({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`);
}

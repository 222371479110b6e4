import { createDocument, type oas31, type ZodOpenApiOverrideContext } from "zod-openapi";
import { auditPaths } from "./audit.ts";
import { callPaths } from "./calls.ts";
import { cataloguePaths } from "./catalogue.ts";
import { changePaths } from "./changes.ts";
import { nameComponents } from "./components.ts";
import { configurationPaths } from "./configuration.ts";
import { coveragePaths } from "./coverage.ts";
import { healthPaths } from "./health.ts";
import { itemTexts } from "./item-texts.ts";
import { listPaths } from "./lists.ts";
import { proposalPaths } from "./proposals.ts";
import type { RequestSchemas } from "./requests.ts";
import { securitySchemes } from "./security-schemes.ts";
import { watchPaths } from "./watch.ts";

const introduction = `Tells a telephone operator's signalling layer where an emergency call must go, and proves it afterwards.

**To integrate an SBC,** post every call to \`/api/v1/call-setup\` before it is routed, the called party as you
received it. If \`action\` is \`route\`, try \`routes\` in order: send \`requestUri\` with \`headers\`, and go on to the next
after \`timeoutMs\` or on a status of \`retryOn\`. \`contacts\` has the same as a redirect. If \`action\` is \`continue\`, route
as you always do. Report what became of the call to \`/api/v1/call-outcomes\`.

**If there is no answer** within your timeout (one second is ample), or any other answer than 200, route as you would
without this service. An emergency call must never wait for a web service.

Errors are problem details (RFC 9457). An answer without a body comes from the platform, not from the app. Answers may get
new members at any time: ignore what you do not know. Instants are UTC; codes are text. No answer may be cached.`;

const tags = [
  { name: "Calls", description: "For the signalling layer." },
  { name: "Configuration", description: "For operators: what is recognised and where it goes, in immutable versions." },
  { name: "Watch", description: "For operations: whether emergency calls are answered." },
  { name: "Audit", description: "For compliance officers and regulators: what happened, and that nothing is missing." },
  { name: "Health", description: "For monitors, load balancers and code generators." },
];

/** The description of the whole HTTP interface in OpenAPI 3.1. Paths begin after `/api`. */
export function describeApi(requests: RequestSchemas): oas31.OpenAPIObject {
  nameComponents();
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Emergency Call Router",
        version: "1.0.0",
        description: introduction,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/api", description: "The app that this description comes from." }],
      tags,
      paths: {
        ...callPaths,
        ...cataloguePaths(requests),
        ...coveragePaths(requests),
        ...configurationPaths(requests),
        ...changePaths(requests),
        ...proposalPaths(requests),
        ...listPaths(requests),
        ...watchPaths(requests),
        ...auditPaths(requests),
        ...healthPaths,
      },
      components: { securitySchemes },
    },
    { override, outputIdSuffix: "InFull" },
  );
}

function override({ zodSchema, jsonSchema, io }: ZodOpenApiOverrideContext): void {
  tidySchema({ jsonSchema, io });
  const texts = itemTexts.get(zodSchema);
  if (texts === undefined) return;
  jsonSchema.description = texts.item;
  for (const [name, description] of Object.entries(texts.fields)) {
    const field = jsonSchema.properties?.[name];
    if (typeof field !== "object") throw new Error(`there is no field ${name} to describe`);
    // A copy: fields of one schema share one object.
    jsonSchema.properties = { ...jsonSchema.properties, [name]: { ...field, description } };
  }
}

const { MAX_SAFE_INTEGER, MIN_SAFE_INTEGER } = Number;

/** Removes what a reader does not need from a generated schema, and leaves answers open to new members. */
function tidySchema({ jsonSchema, io }: Pick<ZodOpenApiOverrideContext, "jsonSchema" | "io">): void {
  // A new member of an answer must not break a client.
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // The pattern repeats the format. Only the precision of an instant is more than the format says.
  if (jsonSchema.format === "date") delete jsonSchema.pattern;
  if (jsonSchema.format === "date-time") {
    if (jsonSchema.pattern?.includes("\\.\\d{3}(?:Z)")) jsonSchema.pattern = "\\.[0-9]{3}Z$";
    else delete jsonSchema.pattern;
  }
  if (jsonSchema.maximum === MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (JSON.stringify(jsonSchema.propertyNames) === '{"type":"string"}') delete jsonSchema.propertyNames;
}

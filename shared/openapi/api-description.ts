import { createDocument, type oas31, type ZodOpenApiOverrideContext } from "zod-openapi";
import { auditPaths } from "./audit-paths.ts";
import { callPaths } from "./call-paths.ts";
import { changePaths } from "./change-paths.ts";
import { nameComponents } from "./component-schemas.ts";
import { configurationPaths } from "./configuration-paths.ts";
import { itemTexts } from "./field-texts.ts";
import { healthPaths } from "./health-paths.ts";
import type { RequestSchemas } from "./request-schemas.ts";
import { securitySchemes } from "./security-schemes.ts";
import { tidySchema } from "./tidy-schema.ts";

const introduction = `Tells a telephone operator's signalling layer where an emergency call must go, and proves it afterwards.

**For whoever integrates an SBC.** Post every call to \`/api/v1/call-setup\` before it is routed, the called party as you
received it. Where \`action\` is \`route\`, try \`routes\` in order: send \`requestUri\` with \`headers\`, and go on to the next
after \`timeoutMs\` or on a status of \`retryOn\`. \`contacts\` has the same as a redirect. Where \`action\` is \`continue\`, route
as you always do. Report what became of the call to \`/api/v1/call-outcomes\`.

**When there is no answer** within the time that you grant (one second is ample), or any other than 200, route as you would
without this service. An emergency call must never wait for a web service.

Errors are problem details (RFC 9457). An answer without a body comes from the platform, not from the app. Answers may get
new members at any time: ignore what you do not know. Instants are UTC; codes are text. No answer may be cached.`;

const tags = [
  { name: "Calls", description: "For the signalling layer." },
  { name: "Configuration", description: "For operators: what is recognised and where it goes, in immutable versions." },
  { name: "Audit", description: "For compliance officers and regulators: what happened, and that nothing is missing." },
  { name: "Health", description: "For monitors, load balancers and code generators." },
];

/** The description of the whole HTTP interface in OpenAPI 3.1. Paths are relative to the host's route prefix. */
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
        ...configurationPaths(requests),
        ...changePaths(requests),
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

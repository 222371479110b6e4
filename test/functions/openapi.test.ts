import { describe, expect, it } from "vitest";
import { type FunctionRow, functionTable } from "../../functions/wiring/function-table.ts";
import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { callSetupExample, emergencyAnswerExample, ordinaryAnswerExample } from "../../shared/openapi/call-examples.ts";
import { type Description, describedApi, operationsOf } from "../shared/openapi/described-api.ts";
import { lint } from "../shared/openapi/lint-description.ts";
import { decideCall } from "../support/config/decide-call.ts";

const description = await describedApi();
const operations = operationsOf(description);

type HttpRow = Extract<FunctionRow, { readonly route: string }>;

describe("the description by Redocly's recommended rules", () => {
  it("has no problem", async () => {
    expect(await lint(description)).toEqual([]);
  });

  const callSetup = (changed: Description) => changed.paths?.["/v1/call-setup"]?.post;
  const answerExample = (changed: Description): Record<string, unknown> => {
    const answer = callSetup(changed)?.responses?.[200];
    return answer.content["application/json"].examples.emergency.value;
  };

  it.each<[problem: string, rule: string, make: (changed: Description) => unknown]>([
    [
      "an answer with a wrong value",
      "no-invalid-media-type-examples",
      (changed) => Object.assign(answerExample(changed), { retryOn: ["408"] }),
    ],
    [
      "an answer with a member that is not described",
      "no-invalid-media-type-examples",
      (changed) => Object.assign(answerExample(changed), { colour: "red" }),
    ],
    [
      "an answer that lacks a member",
      "no-invalid-media-type-examples",
      (changed) => delete answerExample(changed).class,
    ],
    ["an operation without a summary", "operation-summary", (changed) => delete callSetup(changed)?.summary],
    ["an operation that anybody may use", "security-defined", (changed) => delete callSetup(changed)?.security],
    [
      "two operations of one name",
      "operation-operationId-unique",
      (changed) => Object.assign(callSetup(changed) ?? {}, { operationId: "readConfig" }),
    ],
    ["a reference to nothing", "no-unresolved-refs", (changed) => delete changed.components?.schemas?.InputFault],
    [
      "a schema that nothing refers to",
      "no-unused-components",
      (changed) => Object.assign(changed.components?.schemas ?? {}, { Unused: {} }),
    ],
    [
      "a parameter without a text",
      "parameter-description",
      (changed) => Reflect.deleteProperty(changed.paths?.["/v1/config"]?.get?.parameters?.[0] ?? {}, "description"),
    ],
    [
      "an operation that cannot be refused",
      "operation-4xx-response",
      (changed) =>
        Object.assign(callSetup(changed) ?? {}, { responses: { 200: callSetup(changed)?.responses?.[200] } }),
    ],
  ])("would be found to have %s", async (_, rule, make) => {
    const changed = structuredClone(description);
    make(changed);
    expect(await lint(changed)).toContainEqual(expect.stringContaining(` ${rule} `));
  });
});

describe("the schemas", () => {
  /** Every object within a value that refers to something. */
  const references = (value: unknown): readonly object[] => {
    if (typeof value !== "object" || value === null) return [];
    const within = Object.values(value).flatMap(references);
    return "$ref" in value ? [value, ...within] : within;
  };

  // What stands beside a reference counts in OpenAPI 3.1, but not every reader of a description knows.
  it("have nothing beside a reference", () => {
    const found = references(description);
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter((reference) => Object.keys(reference).length > 1)).toEqual([]);
  });

  it("of answers are open to members that come later, and those of requests are not where the app is strict", () => {
    const schemas = description.components?.schemas ?? {};
    expect(schemas.ChangeSet).toMatchObject({ additionalProperties: false });
    expect(schemas.NumberItem).toMatchObject({ additionalProperties: false });
    for (const name of ["CallSetupAnswer", "NumberItemInFull", "VersionAnswer", "Problem"])
      expect(schemas[name], name).not.toHaveProperty("additionalProperties");
  });
});

describe("the operations", () => {
  const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

  /** What an operation has to say of its security, by the row of its function. */
  const securityOf = (row: HttpRow): readonly Readonly<Record<string, readonly string[]>>[] => {
    if ("role" in row) return [{ entraId: [row.role] }];
    return row.access === "anyone"
      ? []
      : [{ functionKey: [], signature: [], signatureTimestamp: [] }, { functionKey: [] }];
  };

  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

  it("are the HTTP functions of the app: their names, methods, routes and who may call them", () => {
    const described = operations.map(({ id, method, route, operation: { security } }) => ({
      id,
      method,
      route: route.slice(1),
      security,
    }));
    const registered = Object.entries(functionTable).flatMap(([name, row]) =>
      "route" in row ? [{ id: camelCase(name), method: row.method, route: row.route, security: securityOf(row) }] : [],
    );
    expect(described.sort(byId)).toEqual(registered.sort(byId));
  });

  it.each(operations.filter(({ operation }) => operation.requestBody !== undefined))(
    "have an example of what to send: $id",
    ({ operation: { requestBody } }) => {
      if (requestBody === undefined || "$ref" in requestBody) throw new Error("the body stands elsewhere");
      expect(Object.keys(requestBody.content["application/json"]?.examples ?? {})).not.toEqual([]);
    },
  );

  it("refer to their path's parameters and no others", () => {
    for (const { id, route, operation } of operations) {
      const named = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = (operation.parameters ?? []).flatMap((parameter) =>
        "in" in parameter && parameter.in === "path" ? [parameter.name] : [],
      );
      expect(given, id).toEqual(named);
    }
  });
});

describe("the examples of calls", async () => {
  const snapshot = await compileSnapshot(
    documentSchema.parse({
      ingresses: [{ name: "zoom", spellings: ["plus-country-short-code"] }],
      tenants: [{ name: "contoso", defaultTerritory: "GB" }],
      territories: [{ code: "GB", callingCode: "44", routeSet: "uk-emergency", conversion: "short-code" }],
      numbers: [{ territory: "GB", shortCode: "999", class: "emergency", services: ["police", "fire", "ambulance"] }],
      conversions: [
        { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
      ],
      routeSets: [
        {
          name: "uk-emergency",
          routes: ["a", "b"].map((letter) => ({
            name: `uk-emergency-${letter}`,
            host: `emergency-${letter}.operator.example`,
            headers: { Priority: "emergency" },
          })),
        },
      ],
    }),
  );

  it.each([
    ["an emergency", callSetupExample, emergencyAnswerExample],
    ["a subscriber", { calledParty: "+33112345678", callId: ordinaryAnswerExample.callId }, ordinaryAnswerExample],
  ])("are what the product answers: %s", (_, call, answer) => {
    const { decisionId, config, flags, ...decided } = decideCall(call, snapshot);
    expect(answer).toMatchObject(decided);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flagMeanings } from "../../../shared/recognition/flags.ts";
import { askForEverything } from "./ask-for-everything.ts";
import { describedApi, operationsOf } from "./described-api.ts";
import { type Exchange, undescribed, withRealExamples } from "./exchange.ts";
import { lint } from "./lint-description.ts";
import { type DescribedApp, runDescribedApp } from "./run-described-app.ts";

// The genuine app is asked for everything that the description says it can answer.
const description = await describedApi();
const operations = operationsOf(description);
let app: DescribedApp;

beforeAll(async () => {
  app = await runDescribedApp(description);
  const roles = operations.flatMap(({ id, operation: { security = [] } }) =>
    security.flatMap(({ entraId = [] }) => entraId.map((role): [string, string] => [id, role])),
  );
  await askForEverything(app, new Map(roles));
});

afterAll(() => app.stop());

describe("what the app answers", () => {
  it("has a status, a media type and headers that are described", () => {
    expect(app.exchanges.flatMap((exchange) => undescribed(description, exchange) ?? [])).toEqual([]);
  });

  it("is what its schema says, without a member besides; and so is what it was sent", async () => {
    expect(await lint(withRealExamples(description, app.exchanges))).toEqual([]);
  });

  it("is everything that is described", () => {
    const key = (id: string, status: string | number) => `${id} ${status}`;
    const described = operations.flatMap(({ id, operation }) =>
      Object.keys(operation.responses ?? {}).map((status) => key(id, status)),
    );
    const seen = new Set(app.exchanges.map(({ operation, status }) => key(operation.id, status)));
    // It takes an issuer of tokens that is down.
    const rare = ["readCatalogue 503"];
    expect(described.filter((answer) => !seen.has(answer))).toEqual(rare);
  });

  it("has events in its lines of NDJSON that are events of a page", async () => {
    const [page] = app.exchanges.filter(({ operation, status }) => operation.id === "queryAudit" && status === 200);
    if (page === undefined) throw new Error("there is no page of events");
    const exports = app.exchanges.filter(({ headers }) => headers.get("content-type") === "application/x-ndjson");
    const lines = exports.flatMap(({ text }) => text.trim().split("\n"));
    expect(lines.length).toBeGreaterThan(10);
    const events = lines.filter((line) => !line.startsWith('{"unreadable"'));
    const asPage = { ...page, text: `{"events":[${events}],"continuationToken":null}` };
    expect(await lint(withRealExamples(description, [asPage]))).toEqual([]);
  });

  it("has no flag whose meaning is not told", () => {
    const flags = app.exchanges
      .filter(({ operation, status }) => operation.id === "routeCall" && status === 200)
      .flatMap(({ text }): readonly string[] => JSON.parse(text).flags);
    expect(flags).toContain("invalid:territory");
    expect(flags.filter((flag) => !/^(?:invalid|unknown):/.test(flag) && !Object.hasOwn(flagMeanings, flag))).toEqual(
      [],
    );
  });
});

describe("an answer of another kind", () => {
  const answerTo = (operationId: string, status: number): Exchange => {
    const found = app.exchanges.find((exchange) => exchange.operation.id === operationId && exchange.status === status);
    if (found === undefined) throw new Error(`${operationId} was never answered ${status}`);
    return found;
  };

  const kinds: readonly (readonly [string, string, number, (body: Record<string, unknown>) => unknown])[] = [
    ["a member that is not described", "routeCall", 200, (body) => Object.assign(body, { colour: "red" })],
    ["one deep within", "routeCall", 200, (body) => Object.assign(Object(body.number), { colour: "red" })],
    [
      "one in an item of a list",
      "readConfig",
      200,
      ({ numbers }) => Object.assign(Object(numbers)[0], { colour: "red" }),
    ],
    ["one in an event", "queryAudit", 200, ({ events }) => Object.assign(Object(events)[0].data, { colour: "red" })],
    ["one in a problem", "changeConfig", 409, (body) => Object.assign(body, { colour: "red" })],
    ["too few members", "verifyAudit", 200, (body) => Reflect.deleteProperty(body, "intact")],
    ["a value of another type", "healthReady", 503, (body) => Object.assign(body, { tables: true })],
  ];
  let found: readonly string[];

  // All at once, and once as they are: the description is judged as a whole, which takes a second.
  beforeAll(async () => {
    const answers = kinds.map(([, operationId, status]) => answerTo(operationId, status));
    const spoilt = answers.map((answer, at) => {
      const body: Record<string, unknown> = JSON.parse(answer.text);
      kinds[at]?.[3](body);
      return { ...answer, text: JSON.stringify(body) };
    });
    found = await lint(withRealExamples(description, [...spoilt, ...answers]));
  });

  it.each(kinds.map(([kind], at) => [kind, at] as const))("would be found by %s", (_, at) => {
    const problemsOf = (example: number) => found.filter((problem) => problem.includes(`/real-${example}/`));
    expect(problemsOf(at)).not.toEqual([]);
    expect(problemsOf(at + kinds.length)).toEqual([]);
  });

  it.each<[string, Partial<Exchange>, string]>([
    ["its status", { status: 299 }, "routeCall 299 is not described"],
    ["its media type", { headers: new Headers({ "content-type": "text/html" }) }, "routeCall 200 is text/html"],
    [
      "a header more",
      { headers: new Headers({ "content-type": "application/json", "x-colour": "red" }) },
      "routeCall 200 has x-colour",
    ],
    [
      "headers less",
      { headers: new Headers({ "content-type": "application/json" }) },
      "routeCall 200 lacks x-decision-id, server-timing",
    ],
  ])("would be found by %s", (_, changes, found) => {
    expect(undescribed(description, { ...answerTo("routeCall", 200), ...changes })).toBe(found);
  });
});

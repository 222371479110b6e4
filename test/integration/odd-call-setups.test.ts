import { describe, expect, it } from "vitest";
import { useSeededApp } from "../support/app/seeded-app.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";

const product = useSeededApp();

const zoomCall = {
  callId: "f81d4fae-7dec-11d0@sbc1.example.net",
  ingress: "zoom",
  calledParty: "+44999",
  callingParty: "+441632960123",
  receivedAt: "2026-11-22T12:35:01.123Z",
};

const textFields = ["callId", "ingress", "tenant", "callingParty", "territory", "locationKey", "receivedAt"];

/** Everything a field can be that it must not be. */
const wrong: readonly [field: string, what: string, value: unknown][] = [
  ...textFields.flatMap((field): [string, string, unknown][] => [
    [field, "a number", 0],
    [field, "true", true],
    [field, "a list", ["a"]],
    [field, "an object", {}],
  ]),
  ["callId", "empty", ""],
  ["callId", "of 257 characters", "x".repeat(257)],
  ["callId", "two lines", "a\r\nb"],
  ["ingress", "empty", ""],
  ["ingress", "of 65 characters", "x".repeat(65)],
  ["tenant", "empty", ""],
  ["tenant", "of 65 characters", "x".repeat(65)],
  ["callingParty", "of 1,025 digits", "1".repeat(1025)],
  ["callingParty", "a sentence", "call me back"],
  ["territory", "empty", ""],
  ["territory", "of three letters", "GBR"],
  ["territory", "one that does not exist", "ZZ"],
  ["territory", "no letters", "4."],
  ["territory", "a flag", "🇬🇧"],
  ["locationKey", "empty", ""],
  ["locationKey", "of 65 characters", "x".repeat(65)],
  ["locationKey", "with a NUL", "a\u0000b"],
  ["receivedAt", "a word", "yesterday"],
  ["receivedAt", "a date", "2026-11-22"],
  ["receivedAt", "no day", "2026-02-30T00:00:00Z"],
  ["attributes", "a text", "trunk"],
  ["attributes", "a number", 1],
  ["attributes", "a list", ["a"]],
  ["attributes", "of numbers", { trunk: 1 }],
  ["attributes", "of objects", { trunk: { name: "a" } }],
  ["attributes", "21 of them", Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i}`, ""]))],
];

describe("an emergency call with something wrong beside the called party", () => {
  it.each(wrong)("is an emergency and flags a %s that is %s", async (field, _, value) => {
    const answer = await product().app.call({ ...zoomCall, [field]: value });
    expect(answer).toMatchObject({
      class: "emergency",
      conversion: { calledParty: "999" },
      audit: { status: "published" },
    });
    expect(answer.flags).toContain(`invalid:${field}`);
  });

  it("is an emergency when all of it is wrong, and flags all of it", async () => {
    const fields = [
      "callId",
      "ingress",
      "tenant",
      "callingParty",
      "territory",
      "locationKey",
      "receivedAt",
      "attributes",
    ];
    const answer = await product().app.call({
      calledParty: "+44999",
      ...Object.fromEntries(fields.map((field) => [field, [0]])),
    });
    expect(answer.class).toBe("emergency");
    expect(answer.flags).toEqual(
      expect.arrayContaining([...fields.map((field) => `invalid:${field}`), "generated-call-id"]),
    );
  });

  it.each([undefined, null])("is an emergency without any flag for fields that are %s", async (value) => {
    const { ingress, calledParty, callId } = zoomCall;
    const absent = {
      tenant: value,
      callingParty: value,
      territory: value,
      locationKey: value,
      receivedAt: value,
      attributes: value,
    };
    const answer = await product().app.call({ ingress, calledParty, callId, ...absent });
    expect(answer.class).toBe("emergency");
    expect(answer.flags.filter((flag) => flag.startsWith("invalid:"))).toEqual([]);
  });

  it("says that it knows no such ingress", async () => {
    expect((await product().app.call({ ...zoomCall, ingress: "carrier-pigeon" })).flags).toContain("unknown-ingress");
  });

  it("makes a Call-ID where there is none, and says so", async () => {
    const { callId, flags } = await product().app.call({ calledParty: "+44999" });
    expect(callId).not.toBe("");
    expect(flags).toContain("generated-call-id");
  });

  it.each([
    ["fields nobody knows", '{"y":[1,{"z":null}]}'],
    ["members named like those of every object", '{"__proto__":{"a":1},"constructor":1,"toString":2}'],
    ["lists in lists to any depth", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
    ["objects in objects to any depth", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ])("is an emergency and recorded with %s", async (_, extra) => {
    const response = await product().app.post(`{"calledParty":"+44999","extra":${extra}}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ class: "emergency", audit: { status: "published" } });
  });
});

describe("a body that nests deeper than any store or reader should walk", () => {
  it("is recorded as the text it came as", async () => {
    const body = `{"calledParty":"+44999","extra":${"[".repeat(1_000)}${"]".repeat(1_000)}}`;
    const id = (await product().app.post(body)).headers.get("x-decision-id") ?? "";
    const received = await waitForEvents(readAuditHub(product().hub), [id]);
    expect(received.find(({ messageId }) => messageId === id)?.body.data.request).toBe(body);
  });
});

describe("an odd called party", () => {
  it.each([
    ["nothing", ""],
    ["a space", " "],
    ["NUL", "\u0000"],
    ["an emoji", "🚑"],
    ["half a character", "\ud83d"],
    ["300 digits", "9".repeat(300)],
    ["300 letters", "x".repeat(300)],
    ["60,000 characters", "+44999".repeat(10_000)],
    ["a line break", "\r\n"],
    ["a plus alone", "+"],
    ["a path", "../../etc/passwd"],
    ["a name of every object", "__proto__"],
    ["a broken URI", "sip:@;;;%%%"],
    ["a URN of nothing", "urn:service:"],
    ["right-to-left marks", "\u202e+44999x"],
  ])("of %s is answered 200 and is ordinary", async (_, calledParty) => {
    const answer = await product().app.call({ calledParty });
    expect(answer).toMatchObject({ class: "ordinary", action: "continue", number: { received: calledParty } });
    expect(answer.audit).toEqual({ eventId: null, status: "not-required" });
  });
});

describe("a body that is no call-setup event", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "calledParty=+44999"],
    ["half a JSON object", '{"calledParty":"+44999"'],
    ["null", "null"],
    ["a text", '"+44999"'],
    ["a number", "44999"],
    ["a list", '["+44999"]'],
    ["an empty object", "{}"],
    ["a called party of null", '{"calledParty":null}'],
    ["a called party that is a number", '{"calledParty":44999}'],
    ["a called party that is a list", '{"calledParty":["+44999"]}'],
    ["a called party that is an object", '{"calledParty":{"number":"+44999"}}'],
    ["a called party under another name", '{"CalledParty":"+44999"}'],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00])],
  ])("%s is 400 with problem details", async (_, body) => {
    const response = await product().app.post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      type: "about:blank",
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
    });
  });

  it.each([
    ["the called party where an object lacks it", {}, "calledParty", "is missing"],
    ["a called party of another type", { calledParty: 44999 }, "calledParty", "must be text; found 44999"],
    ["a body that is no object", [], "", "must be an object"],
  ])("names %s", async (_, body, path, message) => {
    expect(await (await product().app.post(body)).json()).toMatchObject({ errors: [{ path, message }] });
  });
});

describe("the size of a body", () => {
  const sized = (bytes: number): string => {
    const event = JSON.stringify({ calledParty: "+44999", padding: "" });
    return event.replace('"padding":""', `"padding":"${"x".repeat(bytes - event.length)}"`);
  };

  it("may be 64 KiB", async () => {
    const response = await product().app.post(sized(64 * 1024));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ class: "emergency" });
  });

  it.each([64 * 1024 + 1, 5_000_000])("of %i bytes is 413 with problem details", async (bytes) => {
    const response = await product().app.post(sized(bytes));
    expect(response.status).toBe(413);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 413, detail: expect.stringContaining("65536") });
  });

  it("counts bytes and not characters", async () => {
    expect((await product().app.post({ calledParty: "+44999", padding: "😀".repeat(20_000) })).status).toBe(413);
  });
});

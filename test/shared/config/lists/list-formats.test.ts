import { describe, expect, it } from "vitest";
import type { EmergencyList } from "../../../../shared/config/lists/emergency-list.ts";
import { type ListFormatName, listFormatNames, listFormats } from "../../../../shared/config/lists/list-formats.ts";
import { writeTargets } from "../../../../shared/config/lists/targets.ts";
import { listOrigin } from "../../../support/config/list-of.ts";

const route = (requestUri: string, headers = {}) => ({ name: "a", requestUri, headers, timeoutMs: 4000 });
const list: EmergencyList = {
  ...listOrigin,
  entries: [
    {
      dialString: "+353999",
      class: "emergency",
      shortCode: "999",
      territories: ["IE"],
      routes: [route("sip:999@a.example:5061;user=phone"), route("sip:999@[2001:db8::1];user=phone")],
    },
    {
      dialString: "*9911",
      class: "test",
      shortCode: "911",
      territories: ["CA", "US"],
      routes: [route("tel:911;phone-context=+1", { Priority: "emergency", Route: "<sip:a.example;lr>" })],
    },
    {
      dialString: "urn:service:sos",
      class: "emergency",
      shortCode: null,
      territories: [],
      routes: [route("urn:service:sos")],
    },
  ],
};
const [dialled, masked, service] = list.entries;

const write = (format: ListFormatName): string => [...listFormats[format].write(list)].join("");
const read = (format: ListFormatName, text: string) => listFormats[format].read(Buffer.from(text));

const origin = `version=42 hash=sha256\\:${"a".repeat(64)} createdAt=2026-11-22T12\\:00\\:00.000Z count=3`;
const inKamailio = `key_name(string) key_type(int) value_type(int) key_value(string) origin(string,null)
+353999:0:0:sip\\:999@a.example\\:5061;user=phone|sip\\:999@[2001\\:db8\\:\\:1];user=phone:${origin}
*9911:0:0:tel\\:911;phone-context=+1||sip\\:a.example:
urn\\:service\\:sos:0:0:urn\\:service\\:sos:
`;
const inOpensips = `id(int,auto) dpid(int) pr(int) match_op(int) match_exp(string) match_flags(int) subst_exp(string,null) repl_exp(string,null) timerec(string,null) disabled(int) attrs(string,null) origin(string,null)
1:1:1:0:+353999:0::::0:sip\\:999@a.example\\:5061;user=phone|sip\\:999@[2001\\:db8\\:\\:1];user=phone:${origin}
2:1:1:0:*9911:0::::0:tel\\:911;phone-context=+1||sip\\:a.example:
3:1:1:0:urn\\:service\\:sos:0::::0:urn\\:service\\:sos:
`;
const inCsv = [
  "dialString,class,territories,shortCode,requestUri1,requestUri2,nextHop1,nextHop2,version",
  "+353999,emergency,IE,999,sip:999@a.example:5061;user=phone,sip:999@[2001:db8::1];user=phone,,,42",
  "*9911,test,CA US,911,tel:911;phone-context=+1,,sip:a.example,,42",
  "urn:service:sos,emergency,,,urn:service:sos,,,,42\r\n",
].join("\r\n");

describe("a list", () => {
  it.each([
    ["acg", "+353999,*9911,urn:service:sos\n"],
    ["kamailio", inKamailio],
    ["opensips", inOpensips],
    ["csv", inCsv],
  ] as const)("for %s", (format, text) => {
    expect(write(format)).toBe(text);
  });

  it.each(["kamailio", "opensips"] as const)(
    "for %s has no key but the dial strings: any user name is somebody's",
    (format) => {
      const [, ...lines] = write(format).trimEnd().split("\n");
      expect(lines).toHaveLength(list.entries.length);
    },
  );

  it("for programs is JSON with an entry a line", () => {
    expect(JSON.parse(write("json"))).toEqual({ ...list, count: 3 });
    expect(write("json").split("\n")).toHaveLength(6);
  });

  it.each(listFormatNames.filter((format) => format !== "acg"))("for %s is read back", async (format) => {
    const entries = list.entries.map((entry) => ({
      at: expect.any(String),
      dialString: entry.dialString,
      targets: writeTargets(entry),
    }));
    expect(await read(format, write(format))).toEqual({
      outcome: "valid",
      value: { version: 42, entries, malformed: [] },
    });
  });

  it.each([
    ["the field of a gateway", "+353999, 112,\n 999,,112"],
    ["its resource", JSON.stringify({ properties: { emergencyDialStrings: ["+353999", "112", "999", "112"] } })],
    ["what the command line makes of it", JSON.stringify({ emergencyDialStrings: ["+353999", "112", "999", "112"] })],
    ["the list alone", '["+353999", "112", "999", "112"]'],
    [
      "a resource behind a byte order mark",
      '\ufeff{"properties":{"emergencyDialStrings":["+353999","112","999","112"]}}',
    ],
  ])("is read from %s", async (_, text) => {
    const given = await read("acg", text);
    const strings = given.outcome === "valid" ? given.value.entries.map(({ dialString }) => dialString) : [];
    expect(strings).toEqual(["+353999", "112", "999", "112"]);
  });

  it.each([
    ["acg", "112,99o", { at: "entry 2", text: "99o" }],
    ["acg", "112,+353-999", { at: "entry 2", text: "+353-999" }],
    ["acg", "112,9 99", { at: "entry 2", text: "9 99" }],
    ["acg", "112,999\n911", { at: "entry 2", text: "999\n911" }],
    [
      "acg",
      `112,${"1".repeat(100_000)},x`,
      [{ at: "entry 2", why: "is longer than any dial string" }, { at: "entry 3" }],
    ],
    ["acg", '["112",911]', { at: "[1]", text: "911" }],
    ["acg", "112,,urn:service:sos", { at: "entry 3", text: "urn:service:sos" }],
    [
      "acg",
      '{"properties":{"emergencyDialStrings":["112",911]}}',
      { at: "properties.emergencyDialStrings[1]", text: "911" },
    ],
    ["kamailio", inKamailio.replace("*9911:0", "*9911"), { at: "line 3", text: expect.stringContaining("*9911") }],
    ["kamailio", inKamailio.replace("*9911:0", "*9911:1"), { at: "line 3", why: expect.stringContaining("key_type") }],
    [
      "kamailio",
      inKamailio.replace("*9911:0", " *9911:0"),
      { at: "line 3", why: expect.stringContaining("no dial string") },
    ],
    ["kamailio", inKamailio.replace("version=42", ""), { at: "line 2", text: expect.any(String) }],
    ["opensips", inOpensips.replace("1:1:0:*", "1:1:1:*"), { at: "line 3", why: expect.stringContaining("match_op") }],
    ["opensips", inOpensips.replace(":::0:tel", ":::1:tel"), { at: "line 3", why: "is disabled" }],
    ["csv", inCsv.replace("*9911", "*99i1"), { at: "line 3", text: "*99i1" }],
    ["csv", inCsv.replace("*9911,", '*99"11,'), { at: "line 3", why: expect.stringContaining("quote") }],
    ["json", '{"entries":[{"dialString":"112","routes":[]},{"dialString":1}]}', { at: "entries[1]" }],
  ] as const)("of %s says where it is malformed: %j", async (format, text, where) => {
    const given = await read(format, text);
    expect(given).toMatchObject({ outcome: "valid", value: { malformed: [where].flat() } });
  });

  it.each([
    ["a word", "acg", "hello", "entry 1"],
    ["another resource", "acg", '{"properties":{}}', "properties.emergencyDialStrings"],
    ["half a resource", "acg", '{"properties":', ""],
    ["thousands of words", "acg", "x,".repeat(2_000), ""],
    ["hundreds of thousands of entries", "acg", "1,".repeat(400_000), ""],
    ["another format", "kamailio", "112,999\n", "line 1"],
    ["nothing", "kamailio", "\n", "line 1"],
    ["another table", "opensips", inKamailio, "line 1"],
    ["a table without a header", "csv", "112\n999\n", "line 1"],
    ["a word", "csv", "hello", "line 1"],
    ["a list without its version", "json", "[]", "entries"],
    ["a number", "json", "112", "entries"],
  ] as const)("is none where the body is %s for %s", async (_, format, text, path) => {
    const given = await read(format, text);
    expect(given).toMatchObject({ outcome: "faulty" });
    const faults = given.outcome === "faulty" ? given.faults : [];
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(faults.length).toBeLessThan(30);
  });

  it("has a value of next hops only where a Request-URI names no host", () => {
    expect(dialled && writeTargets(dialled)).not.toContain("||");
    expect(masked && writeTargets(masked)).toBe("tel:911;phone-context=+1||sip:a.example");
    expect(service && writeTargets(service)).toBe("urn:service:sos");
  });
});

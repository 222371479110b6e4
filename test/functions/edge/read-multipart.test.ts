import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMultipart } from "../../../functions/edge/read-multipart.ts";

const read = (body: string, contentType = "multipart/form-data; boundary=x") =>
  readMultipart(Buffer.from(body, "latin1"), contentType);
const part = (head: string, body: string) => `--x\r\n${head}\r\n\r\n${body}\r\n`;
const named = (name: string) => `Content-Disposition: form-data; name="file"; filename="${name}"`;

describe("the files of a form", () => {
  it("are read as a genuine client wrote them, whatever their bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), async (contents) => {
        const form = new FormData();
        for (const [i, bytes] of contents.entries()) form.append(`f${i}`, new Blob([bytes]), `list-${i}.csv`);
        const sent = new Response(form);
        const type = sent.headers.get("content-type") ?? "";
        const files = readMultipart(new Uint8Array(await sent.arrayBuffer()), type);
        const expected = contents.map((bytes, i) => ({ name: `list-${i}.csv`, bytes: Buffer.from(bytes) }));
        expect(files).toEqual(
          contents.length === 0 ? { outcome: "valid", value: [] } : { outcome: "valid", value: expected },
        );
      }),
    );
  });

  it.each([
    ["a quoted boundary", part(named("a.csv"), "1"), 'multipart/form-data; boundary="x"'],
    ["a preamble and an epilogue", `before\r\n${part(named("a.csv"), "1")}`, undefined],
    ["heads in another case", part('content-disposition: FORM-DATA; filename="a.csv"', "1"), undefined],
    ["only the name of its field", part('Content-Disposition: form-data; name="a.csv"', "1"), undefined],
  ])("are read with %s", (_, body, contentType) => {
    expect(read(`${body}--x--\r\nafter`, contentType)).toEqual({
      outcome: "valid",
      value: [{ name: "a.csv", bytes: Buffer.from("1") }],
    });
  });

  it.each([
    ["no boundary", "", "multipart/form-data", "has no boundary in its Content-Type"],
    ["another boundary", "--y\r\n", undefined, "does not have the boundary that its Content-Type names"],
    ["no end", part(named("a.csv"), "1"), undefined, "ends within a file: its last boundary is missing"],
    ["no head", "--x\r\nabc\r\n--x--", undefined, "has a part without a head"],
    [
      "no name",
      `${part("Content-Type: text/csv", "1")}--x--`,
      undefined,
      "has a part without a name: Content-Type: text/csv",
    ],
    ["a thousand and one", `${part(named("a"), "").repeat(1_001)}--x--`, undefined, "has more than 1000 files"],
  ])("are refused with %s", (_, body, contentType, fault) => {
    expect(read(body, contentType)).toEqual({ outcome: "faulty", faults: [fault] });
  });
});

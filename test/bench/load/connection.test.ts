import { describe, expect, it } from "vitest";
import { makeResponseReader } from "../../../bench/load/connection.ts";

const answer = (body: string): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

function readAll(chunks: readonly Buffer[]): readonly string[] {
  const responses: string[] = [];
  const read = makeResponseReader((response) => responses.push(response));
  for (const chunk of chunks) read(chunk);
  return responses;
}

describe("the response reader", () => {
  it("hands over each of several responses that arrive together", () => {
    expect(readAll([Buffer.from(answer("one") + answer("two"))])).toEqual([answer("one"), answer("two")]);
  });

  it("waits for the rest of a response wherever it was cut", () => {
    const bytes = [...Buffer.from(answer("one"))].map((byte) => Buffer.of(byte));
    expect(readAll(bytes.slice(0, -1))).toEqual([]);
    expect(readAll(bytes)).toEqual([answer("one")]);
  });

  it("counts the length in bytes", () => {
    expect(readAll([Buffer.from(answer("é") + answer(""))])).toHaveLength(2);
  });

  it("refuses a response without a length", () => {
    expect(() => readAll([Buffer.from("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")])).toThrow(
      "without a length",
    );
  });
});

import { expect, it } from "vitest";
import { findLeaks } from "../support/log/suite-log.ts";

// What is gathered from all tests is checked when the last has ended: test/support/log/check-suite-log.ts.
it.each([
  ["a key of a store", "cannot reach DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5"],
  ["a key of a store", "Endpoint=sb://name;SharedAccessKeyName=send;SharedAccessKey=a2V5"],
  ["a token", '{"message":"refused","header":"Bearer abc"}'],
  ["a token", "eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2ln"],
  ["a signature", "x-signature: v0=0123456789abcdef"],
  ["a webhook secret", "what the signalling layer signs with"],
  ["somebody's number", '{"level":"warn","callingParty":"+441632960123"}'],
  ["somebody's number", "cannot decide for +44 20 7946 0958"],
  ["a key in an address", "GET /api/v1/call-setup?code=c2VjcmV0"],
  ["somebody's name", "refused operator@example.net"],
  ["a token", '{"message":"audit event stored nowhere else","error":"Bearer abc"}'],
])("finds %s in a log", (what, line) => {
  expect(findLeaks(`{"level":"info","message":"started"}\n${line}\n`)).toEqual([`${what}: ${line}`]);
});

it.each([
  [
    "a whole event that is stored nowhere else",
    '{"message":"audit event stored nowhere else","event":"+441632960123"}',
  ],
  ["a token of the local issuer, to be pasted", "export READER_TOKEN=eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2ln"],
  ["what the log is for", '{"level":"info","message":"outbox drained","events":12,"at":"2026-11-22T12:00:00.123Z"}'],
])("does not mind %s", (_, line) => {
  expect(findLeaks(line)).toEqual([]);
});

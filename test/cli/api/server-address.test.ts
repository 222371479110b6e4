import { expect, it } from "vitest";
import { isPrivate, readServerAddress } from "../../../cli/api/server-address.ts";

it.each([
  ["http://127.0.0.1:7071", "http://127.0.0.1:7071"],
  ["https://Router.operator.example/", "https://router.operator.example"],
  ["https://router.operator.example/api/", "https://router.operator.example"],
  ["https://gateway.example/calls/api", "https://gateway.example/calls"],
])("reads %s as %s", (text, server) => {
  expect(readServerAddress(text)).toEqual({ server });
});

it.each([
  ["router.operator.example", "is no address of a server"],
  ["ftp://router.operator.example", "is no address of a server"],
  ["", "is no address of a server"],
  ["https://user:secret@router.operator.example", "must not hold a password"],
  ["https://router.operator.example/?code=secret", "is followed by more than an address"],
  ["router.operator.example/?code=secret", "is no address of a server"],
  ["user:secret@router.operator.example", "is no address of a server"],
  ["ftp://user:secret@router.operator.example", "must not hold a password"],
])("refuses %j, and does not show what is secret in it", (text, said) => {
  const read = readServerAddress(text);
  expect(read).toEqual({ cause: expect.stringContaining(said) });
  expect(JSON.stringify(read)).not.toContain("secret");
});

it.each([
  ["https://router.operator.example", true],
  ["http://127.0.0.1:7071", true],
  ["http://localhost:7071", true],
  ["http://[::1]:7071", true],
  ["http://router.operator.example", false],
  ["http://127.0.0.1.evil.example", false],
])("%s is private: %s", (server, expected) => {
  expect(isPrivate(server)).toBe(expected);
});

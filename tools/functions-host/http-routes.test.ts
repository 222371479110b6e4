import { describe, expect, it } from "vitest";
import { buildRoutes, type HttpFunction } from "./http-routes.ts";

const serve = (route: string, methods: readonly string[] = ["GET"], name = route): HttpFunction => ({
  fn: { name, metadata: { name, bindings: {} }, callback: () => undefined },
  bindingName: "request",
  route,
  methods,
});

const find = (routes: readonly string[], path: string) => {
  const match = buildRoutes(routes.map((route) => serve(route)))("GET", path);
  return match && { route: match.target.route, params: match.params };
};

describe("one route", () => {
  it.each<[string, string, Record<string, string> | null]>([
    ["api/v1/health", "/api/v1/health", {}],
    ["api/v1/health", "/API/v1/Health/", {}],
    ["api/v1/health", "/api/v1/health/live", null],
    ["api/v1/health", "/api/v1", null],
    ["api/calls/{id}", "/api/calls/7", { id: "7" }],
    ["api/calls/{id}", "/api/Calls/Ab%20c/", { id: "Ab c" }],
    ["api/calls/{id}", "/api/calls/a%2Fb%C3%A9", { id: "a%2Fbé" }],
    ["api/calls/{id}", "/api/calls/%zz", { id: "%zz" }],
    ["api/calls/{id}", "/api/calls", null],
    ["api/calls/{id}", "/api/calls/7/8", null],
    ["api/calls/{id?}", "/api/calls/7", { id: "7" }],
    ["api/calls/{id?}", "/api/calls", {}],
    ["api/calls/{id=now}", "/api/calls", { id: "now" }],
    ["api/files/{*rest}", "/api/files/a/b%20c.txt", { rest: "a/b c.txt" }],
    ["api/files/{*rest}", "/api/files", {}],
    ["api/{a}/{b}", "/api/1/2", { a: "1", b: "2" }],
    ["api/v{major}.{minor}", "/api/v4.16", { major: "4", minor: "16" }],
    ["api/a.b", "/api/axb", null],
  ])("%s on %s gives %o", (route, path, params) => {
    expect(find([route], path)?.params ?? null).toEqual(params);
  });
});

describe("a constraint", () => {
  it.each<[string, string, boolean]>([
    ["int", "42", true],
    ["int", "-42", true],
    ["int", "4.2", false],
    ["int", "2147483648", false],
    ["long", "2147483648", true],
    ["bool", "True", true],
    ["bool", "yes", false],
    ["guid", "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10", true],
    ["guid", "0198c1f0", false],
    ["alpha", "abC", true],
    ["alpha", "ab1", false],
    ["decimal", "1.5", true],
    ["double", "x", false],
    ["datetime", "2026-11-22", true],
    ["min(18)", "17", false],
    ["max(18)", "17", true],
    ["range(1,5)", "6", false],
    ["length(3)", "abcd", false],
    ["length(2,4)", "abc", true],
    ["minlength(2)", "a", false],
    ["maxlength(2)", "ab", true],
    ["regex(^x+$)", "xx", true],
    ["int:min(5)", "4", false],
  ])("%s takes %s: %s", (constraint, value, isTaken) => {
    expect(find([`calls/{id:${constraint}}`], `/calls/${value}`) !== null).toBe(isTaken);
  });

  it("that does not exist is refused with the route's text", () => {
    expect(() => find(["calls/{id:prime}"], "/")).toThrow('"calls/{id:prime}"');
  });
});

describe("several routes", () => {
  it("are tried from the most specific one on, whatever their order", () => {
    const routes = ["calls/{*rest}", "calls/{id}", "calls/{id:int}", "calls/latest"];
    const answers = ["/calls/latest", "/calls/7", "/calls/x", "/calls/x/y"].map((path) => find(routes, path)?.route);
    expect(answers).toEqual(["calls/latest", "calls/{id:int}", "calls/{id}", "calls/{*rest}"]);
  });

  it("share a path under different methods", () => {
    const routes = buildRoutes([serve("calls", ["GET"], "list"), serve("calls", ["POST", "PUT"], "add")]);
    expect(["GET", "POST", "DELETE"].map((method) => routes(method, "/calls")?.target.fn.name)).toEqual([
      "list",
      "add",
      undefined,
    ]);
  });

  it("a literal under another method does not hide a parameter route", () => {
    const routes = buildRoutes([serve("calls/latest", ["POST"]), serve("calls/{id}", ["GET"])]);
    expect(routes("GET", "/calls/latest")?.params).toEqual({ id: "latest" });
  });

  it("with the same path and method are refused with both names", () => {
    expect(() => buildRoutes([serve("calls", ["GET"], "a"), serve("Calls", ["GET"], "b")])).toThrow('"a" and "b"');
  });
});

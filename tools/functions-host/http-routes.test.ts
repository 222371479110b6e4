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
    ["api/{a}/{b}", "/api/1/2", { a: "1", b: "2" }],
    ["api/a.b", "/api/axb", null],
    ["page/{*path}", "/page/a/b%20c/", { path: "a/b c" }],
    ["page/{*path}", "/page/", { path: "" }],
    ["page/{*path}", "/page", { path: "" }],
    ["page/{*path}", "/pages", null],
  ])("%s on %s gives %o", (route, path, params) => {
    expect(find([route], path)?.params ?? null).toEqual(params);
  });
});

it.each(["calls/{id:int}", "calls/{id?}", "calls/{id=7}", "calls/{*rest}/log", "calls/v{major}", "calls/{id"])(
  "the route %s is refused with its text",
  (route) => {
    expect(() => find([route], "/")).toThrow(`"${route}"`);
  },
);

describe("several routes", () => {
  it("are tried from the most specific one on, whatever their order", () => {
    const routes = ["calls/{*rest}", "calls/{id}/{part}", "calls/{id}/log", "calls/{id}", "calls/latest"];
    const answers = ["/calls/latest", "/calls/7", "/calls/7/log", "/calls/7/x", "/calls/7/x/y"].map(
      (path) => find(routes, path)?.route,
    );
    expect(answers).toEqual(["calls/latest", "calls/{id}", "calls/{id}/log", "calls/{id}/{part}", "calls/{*rest}"]);
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

import { describe, expect, it } from "vitest";
import { readLocalSettings } from "./local-settings.ts";

describe("the settings of the local start", () => {
  it("have a default for every port and for the hub, and no directory", () => {
    expect(readLocalSettings({})).toEqual({
      HTTP_PORT: 7071,
      TABLES_PORT: 10002,
      EVENT_HUBS_PORT: 5672,
      AUDIT_EVENT_HUB: "emergency-audit",
    });
  });

  it("are read from text, and what is empty counts as not set", () => {
    const environment = { HTTP_PORT: "0", TABLES_PORT: "", DATA_DIR: "data", TABLES_CONNECTION: "", PATH: "/bin" };
    expect(readLocalSettings(environment)).toEqual({
      HTTP_PORT: 0,
      TABLES_PORT: 10002,
      EVENT_HUBS_PORT: 5672,
      AUDIT_EVENT_HUB: "emergency-audit",
      DATA_DIR: "data",
    });
  });

  it.each([
    ["a word", "http"],
    ["below 0", "-1"],
    ["above 65535", "65536"],
    ["half a port", "80.5"],
  ])("refuse a port that is %s", (_, port) => {
    expect(() => readLocalSettings({ HTTP_PORT: port })).toThrow(
      `HTTP_PORT: must be a port, 0 to 65535; found ${port}`,
    );
  });

  it("name every fault, one a line", () => {
    const environment = { HTTP_PORT: "http", TABLES_PORT: "-1", EVENT_HUBS_PORT: "65536" };
    expect(() => readLocalSettings(environment)).toThrow(/^HTTP_PORT: .+\nTABLES_PORT: .+\nEVENT_HUBS_PORT: .+$/);
  });
});

import { describe, expect, it } from "vitest";
import { readRepositoryFile } from "../support/text/repository-files.ts";
import { bicepFile, bicepPaths } from "./infra-files.ts";
import { readBicep } from "./read-bicep.ts";

describe("the Bicep files", () => {
  it("are the main one and its modules", () => {
    expect(bicepPaths).toContain("infra/main.bicep");
    expect(bicepPaths.length).toBeGreaterThan(5);
  });

  it.each(bicepPaths)("%s is Bicep", (path) => {
    expect(bicepFile(path).faults).toEqual([]);
  });

  it.each([
    ["a brace that is not closed", (text: string) => text.replace("\n}\n", "\n")],
    ["a string that is not closed", (text: string) => text.replace("'2.0'", "'2.0")],
    ["a property without a value", (text: string) => text.replace("location: location", "location:")],
    ["a declaration without a name", (text: string) => text.replace("param location", "param")],
    ["a line of another language", (text: string) => `${text}\nfunction f() { return 1; }\n`],
  ])("would not pass with %s", (_, damage) => {
    const text = `${readRepositoryFile("infra/modules/identity.bicep")}\nvar version = '2.0'\n`;
    expect(readBicep(text).faults).toEqual([]);
    expect(readBicep(damage(text)).faults).not.toEqual([]);
  });
});

import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { readRepositoryFile } from "../support/text/repository-files.ts";
import { bicepFile, bicepPaths, isObject } from "./infra-files.ts";
import { type BicepFile, type Declaration, readBicep } from "./read-bicep.ts";

/** What the compiler would find, as far as names go: nothing here compiles. */
const builtIns = new Set([
  ...[
    "concat",
    "contains",
    "empty",
    "guid",
    "loadTextContent",
    "split",
    "string",
    "subscriptionResourceId",
    "toLower",
    "union",
    "uniqueString",
  ],
  ...["subscription", "resourceGroup", "tenant", "true", "false"],
  ...["description", "secure", "allowed", "minLength", "maxLength", "minValue", "maxValue", "metadata"],
]);

const of = (file: BicepFile, kind: Declaration["kind"]): readonly Declaration[] =>
  file.declarations.filter((declaration) => declaration.kind === kind);

const namesOf = (declarations: readonly Declaration[]): string[] => declarations.map(({ name }) => name).sort();

/** Identifiers that stand for something: no property, no key, no declared name, no type. */
function usedNames(file: BicepFile): string[] {
  return file.root.descendantsOfType("identifier").flatMap((node) => {
    const parent = node?.parent;
    if (node == null || parent == null) return [];
    const isKey = parent.type === "object_property" && parent.firstNamedChild?.id === node.id;
    const isDeclared = parent.type.endsWith("_declaration") && parent.firstNamedChild?.id === node.id;
    const isLoopVariable = parent.type === "for_statement" && parent.firstNamedChild?.id === node.id;
    return isKey || isDeclared || isLoopVariable || parent.type === "type" ? [] : [node.text];
  });
}

const loopVariables = (file: BicepFile): string[] =>
  file.root.descendantsOfType("for_statement").flatMap((node) => node?.firstNamedChild?.text ?? []);

describe.each(bicepPaths)("%s", (path) => {
  const file = bicepFile(path);
  const modules = of(file, "module").map((module) => {
    const target = posix.join(posix.dirname(path), module.of ?? "");
    return { ...module, target, file: bicepFile(target) };
  });

  it("uses only names that it declares", () => {
    const known = new Set([...namesOf(file.declarations), ...loopVariables(file), ...builtIns]);
    expect(usedNames(file).filter((name) => !known.has(name))).toEqual([]);
  });

  it("uses every parameter and variable that it declares", () => {
    const used = new Set(usedNames(file));
    expect(namesOf([...of(file, "param"), ...of(file, "var")]).filter((name) => !used.has(name))).toEqual([]);
  });

  it("gives its modules what they ask for, and nothing else", () => {
    const given = modules.map(({ name, value }) => {
      const params = isObject(value) ? value.params : undefined;
      return [name, isObject(params) ? Object.keys(params).sort() : []];
    });
    expect(given).toEqual(modules.map(({ name, file: module }) => [name, namesOf(of(module, "param"))]));
  });

  it("takes from its modules what they give", () => {
    const taken = [...file.root.text.matchAll(/\b(\w+)\.outputs\.(\w+)/g)].map(
      ([, module, output]) => `${module}.${output}`,
    );
    const given = modules.flatMap(({ name, file: module }) =>
      namesOf(of(module, "output")).map((out) => `${name}.${out}`),
    );
    expect(taken.filter((output) => !given.includes(output))).toEqual([]);
  });

  it("puts out no secret", () => {
    const secrets = file.declarations.filter(({ isSecure }) => isSecure).map(({ name }) => name);
    const outputs = of(file, "output").map(({ node }) => node.text);
    const telling = [...secrets, "listKeys", "value"].map((name) => new RegExp(`\\b${name}\\b`));
    expect(outputs.filter((text) => telling.some((name) => name.test(text)))).toEqual([]);
  });
});

describe("a misspelt name", () => {
  it("is found", () => {
    const file = readBicep("param location string\nvar place = loction\nvar all = [for each in place: eech]\n");
    const known = new Set([...namesOf(file.declarations), ...loopVariables(file)]);
    expect(usedNames(file).filter((name) => !known.has(name))).toEqual(["loction", "eech"]);
  });
});

describe("the parameters", () => {
  const params = of(bicepFile("infra/main.bicep"), "param");

  it("that hold secrets are secure", () => {
    const secrets = params.filter(({ isSecure }) => isSecure);
    expect(namesOf(secrets)).toEqual(
      params
        .map(({ name }) => name)
        .filter((name) => /secret|chainKey(?!Since)/i.test(name))
        .sort(),
    );
    expect(secrets).not.toEqual([]);
  });

  it("that azd gives are there, and all that have no default are given", () => {
    const given = Object.keys(JSON.parse(readRepositoryFile("infra/main.parameters.json")).parameters);
    expect(given.filter((name) => !namesOf(params).includes(name))).toEqual([]);
    const needed = params.filter(({ value }) => value === null);
    expect(namesOf(needed).filter((name) => !given.includes(name))).toEqual([]);
  });

  it("that have a default are explained with it", () => {
    const chapter = readRepositoryFile("docs/deployment.md").split("### Parameters")[1]?.split("###")[0] ?? "";
    const rows = [...chapter.matchAll(/^\| `(\w+)` \| `?([^`|]+?)`? \|/gm)].map(([, name, value]) => [name, value]);
    const chosen = params.filter(
      ({ name, value }) => value !== null && !/Secret|ChainKey|gateway|probeTargets|entraScope/.test(name),
    );
    expect(rows.sort()).toEqual(chosen.map(({ name, value }) => [name, String(value).replace(/^= /, "")]).sort());
  });
});

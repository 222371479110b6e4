import { listRepositoryFiles, readRepositoryFile } from "../support/text/repository-files.ts";
import { type BicepFile, type BicepObject, type BicepValue, type Declaration, readBicep } from "./read-bicep.ts";

export const bicepPaths = listRepositoryFiles("infra/", ".bicep");

export const bicepFile = (path: string): BicepFile => readBicep(readRepositoryFile(path));

/** A declaration of a file; throws where there is none. */
export function declared(path: string, name: string): Declaration {
  const found = bicepFile(path).declarations.find((declaration) => declaration.name === name);
  if (found === undefined) throw new Error(`${path} declares no ${name}`);
  return found;
}

/** Every resource that the templates make, existing ones left out. */
export const resources = (): readonly Declaration[] =>
  bicepPaths.flatMap((path) =>
    bicepFile(path).declarations.filter(
      ({ kind, node }) => kind === "resource" && !/\bexisting\b/.test(head(node.text)),
    ),
  );

const head = (text: string): string => text.slice(0, text.indexOf("{"));

export const resourcesOf = (type: string): readonly BicepObject[] =>
  resources().flatMap(({ of, value }) => (of?.startsWith(`${type}@`) && isObject(value) ? [value] : []));

export const isObject = (value: BicepValue | undefined): value is BicepObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `{name, value}` of the settings that the template gives the app, those of a rotation too. */
export function appSettings(): ReadonlyMap<string, string> {
  const names = [
    "settings",
    "settingsOfRotation",
    "settingsOfChainKey",
    "settingsOfChainKeysBefore",
    "settingsOfChainKeySince",
    "settingsOfProbeSecret",
    "settingsOfProbeKeys",
    "settingsOfProbeWebhooks",
    "settingsOfProbes",
  ];
  const lists = names.map((name) => declared("infra/modules/function-app.bicep", name));
  const pairs = lists.flatMap(({ node }) => [...node.text.matchAll(/\{ name: '([^']+)', value: (.+) \}/g)]);
  return new Map(pairs.map(([, name = "", value = ""]) => [name, value.replace(/^'(.*)'$/, "$1")]));
}

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const documents = new URL("../../../docs/integration/", import.meta.url);

/** The `kamailio` block below a heading of a page in docs/integration/, as a reader copies it. */
export async function recipe(document: string, heading: string): Promise<string> {
  const markdown = await readFile(fileURLToPath(new URL(document, documents)), "utf8");
  const section = markdown.split(/^(?=## )/m).find((text) => text.startsWith(`## ${heading}\n`));
  const text = /^```kamailio\n(.*?)^```$/ms.exec(section ?? "")?.[1];
  if (text === undefined) throw new Error(`${document} has no configuration below "${heading}"`);
  return text;
}

const routes = /^route\[(\w+)\] \{\n.*?^\}$/gms;

/** A configuration in which the routes of another text take the place of their namesakes. */
export function replaceRoutes(configuration: string, replacements: string): string {
  const byName = new Map([...replacements.matchAll(routes)].map(([text, name]) => [name, text]));
  return configuration.replace(routes, (text, name) => byName.get(name) ?? text);
}

/** A configuration that listens on this port. */
export const listenOn = (configuration: string, port: number): string =>
  configuration.replace(/^#!KAMAILIO\n/, `#!KAMAILIO\nlisten=udp:127.0.0.1:${port}\n`);

/** A configuration with other values in the place of those that a reader replaces. Each must be there. */
export function fillIn(configuration: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [name, value]) => {
    if (!text.includes(name)) throw new Error(`the recipe does not have ${name}`);
    return text.replaceAll(name, value);
  }, configuration);
}

import type { BindingInfo } from "./core-api.ts";

export type Settings = Readonly<Record<string, string | undefined>>;

/** A binding with every `%NAME%` in its texts replaced by that setting. Throws when a setting is missing. */
export function resolveSettings(binding: BindingInfo, settings: Settings): BindingInfo {
  const resolved = Object.entries(binding).map(([key, value]) => [
    key,
    typeof value === "string" ? resolveText(value, settings) : value,
  ]);
  return Object.fromEntries(resolved);
}

const resolveText = (text: string, settings: Settings): string =>
  text.replace(/%([^%\s]+)%/g, (placeholder, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`${placeholder} does not resolve to a value: no such setting.`);
    return value;
  });

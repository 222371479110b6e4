import { flagMeanings } from "../api/flag-meanings.ts";

/** A flag such as `unknown:colour` has the meaning of `unknown:<name>`. */
export function meaningOf(flag: string): string {
  const kind = flag.replace(/:.*$/, "");
  const found = Object.entries(flagMeanings).find(([name]) => name === flag || name.startsWith(`${kind}:`));
  return found?.[1].replaceAll("`", "") ?? "not known to this page";
}

/** Each flag with its meaning, or that there is none. */
export const Flags = ({ flags }: { readonly flags: readonly string[] }) =>
  flags.length === 0 ? (
    <p class="quiet">No flag: nothing about this decision is in doubt.</p>
  ) : (
    <ul class="flags">
      {flags.map((flag) => (
        <li key={flag}>
          <code>{flag}</code> {meaningOf(flag)}
        </li>
      ))}
    </ul>
  );

import { tableUses } from "../compile/table-use.ts";
import type { ConfigDocument } from "../document.ts";
import type { ItemKind } from "../item-kinds.ts";

/** An item that names another: where the name stands, and who names it, in words. */
export type Reference = {
  readonly list: keyof ConfigDocument;
  readonly index: number | null;
  readonly field: readonly PropertyKey[];
  readonly kind: Extract<ItemKind, "conversion" | "route-set" | "tenant" | "territory" | "lookup-table">;
  readonly name: string;
  readonly user: string;
};

type Numbers = ConfigDocument["numbers"];

/** Every name of another item in a document; undefined where there is none, so that others may run. */
export function* references(document: ConfigDocument): Generator<Reference | undefined> {
  yield* ofNumbers(document.numbers);
  for (const [index, { code, conversion, routeSet, contingencyRouteSet }] of document.territories.entries()) {
    const by = { list: "territories", index, user: code } as const;
    yield named({ ...by, field: ["conversion"], kind: "conversion" }, conversion);
    yield named({ ...by, field: ["routeSet"], kind: "route-set" }, routeSet);
    yield named({ ...by, field: ["contingencyRouteSet"], kind: "route-set" }, contingencyRouteSet);
  }
  const { contingencyRouteSet, conversion } = document.defaults;
  const byDefault = { list: "defaults", index: null } as const;
  yield named({ ...byDefault, field: ["conversion"], kind: "conversion", user: "conversion" }, conversion);
  yield named(
    { ...byDefault, field: ["contingencyRouteSet"], kind: "route-set", user: "contingencyRouteSet" },
    contingencyRouteSet,
  );
  for (const [index, item] of document.conversions.entries())
    for (const { step, table } of tableUses(item)) {
      const field = ["steps", step, "table"];
      yield named({ list: "conversions", index, field, kind: "lookup-table", user: item.name }, table);
    }
}

function* ofNumbers(numbers: Numbers): Generator<Reference | undefined> {
  for (const [index, { tenant, territory, shortCode, conversion, routeSet }] of numbers.entries()) {
    const by = { list: "numbers", index } as const;
    const owner = tenant === "*" ? "" : `${tenant} `;
    yield named({ ...by, field: ["tenant"], kind: "tenant", user: `${territory} ${shortCode}` }, tenant);
    yield named({ ...by, field: ["territory"], kind: "territory", user: `${owner}${shortCode}` }, territory);
    const user = `${owner}${territory} ${shortCode}`;
    yield named({ ...by, field: ["conversion"], kind: "conversion", user }, conversion);
    yield named({ ...by, field: ["routeSet"], kind: "route-set", user }, routeSet);
  }
}

const named = (reference: Omit<Reference, "name">, name: string | null): Reference | undefined =>
  name === null ? undefined : { ...reference, name };

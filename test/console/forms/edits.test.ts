import { expect, it } from "vitest";
import { editOf, faultsElsewhere, nameOf, operationOf, touchedBy } from "../../../console/forms/edits.ts";
import type { ItemKind } from "../../../console/forms/item-kinds.ts";

const tenant: ItemKind = { kind: "tenant", description: "", members: [], keyFields: ["name"], canBeDeleted: true };
const contoso = { name: "contoso", defaultTerritory: "GB" };

it("an item that was changed is put, and one that was removed is deleted by its key", () => {
  const edit = editOf(tenant, contoso);
  expect(operationOf(edit)).toEqual({ op: "put", kind: "tenant", item: contoso });
  expect(operationOf({ ...edit, op: "delete" })).toEqual({ op: "delete", kind: "tenant", key: { name: "contoso" } });
});

it("edits name what they touch as a diff does", () => {
  expect([...touchedBy([editOf(tenant, contoso)])]).toEqual(["tenant contoso"]);
  expect(nameOf(editOf(tenant, contoso))).toBe("tenant contoso");
  expect(nameOf(editOf(tenant, null))).toBe("New tenant");
});

it("faults that no field shows are told apart from those beside a field", () => {
  const faults = [
    { path: "operations[0].item.name", message: "beside" },
    { path: "operations[1].key.name", message: "elsewhere" },
    { path: "expectations[3].expect.firstRoute", message: "elsewhere" },
  ];
  const edits = [editOf(tenant, contoso), { ...editOf(tenant, contoso), op: "delete" as const }];
  expect(faultsElsewhere(faults, edits).map(({ message }) => message)).toEqual(["elsewhere", "elsewhere"]);
});

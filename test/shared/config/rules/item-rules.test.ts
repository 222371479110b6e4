import { describe } from "vitest";
import { findsFaults, first, plusNumber } from "../../../support/config/judge-document.ts";

describe("an item", () => {
  findsFaults([
    [
      "is refused where another has its key",
      plusNumber({ note: "again" }),
      ["numbers[4]: there is another number *|GB|999"],
    ],
    [
      "is refused where another has its name",
      (d) => ({ tenants: [...d.tenants, { name: "contoso" }] }),
      ["tenants[1]: there is another tenant contoso"],
    ],
    [
      "is refused where a list is longer than its column",
      first("ingresses", {
        masks: Array.from({ length: 1_000 }, (_, i) => ({ dialled: `*${10_000 + i}`, shortCode: "999" })),
      }),
      ["ingresses[0].masks: is too long: at most 32000 characters of JSON can be stored"],
    ],
  ]);
});

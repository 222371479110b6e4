import { describe } from "vitest";
import { findsFaults, findsWarnings } from "../../../support/config/judge-document.ts";

describe("a name", () => {
  findsFaults([
    [
      "is refused where it is as-received, which means no conversion",
      (d) => ({ conversions: [...d.conversions, { ...d.conversions[0], name: "as-received" }] }),
      ["conversions[2].name: as-received is there in every configuration, without steps"],
    ],
  ]);

  findsWarnings([
    [
      "gets a warning where it is easily mistaken for another",
      (d) => ({
        tenants: [...d.tenants, { name: "Contoso" }, { name: "fabrikam" }],
        ingresses: [...d.ingresses, { name: "Default", spellings: ["tel"] }],
        legalHolds: [{ name: "case-7", reason: "court", tenant: "Fabrikam" }],
      }),
      [
        "tenants[1].name: Contoso differs from contoso in no more than upper and lower case, spaces or Unicode forms",
        "ingresses[1].name: Default differs from default in no more than upper and lower case, spaces or Unicode forms",
        "legalHolds[0].tenant: Fabrikam differs from fabrikam in no more than upper and lower case, spaces or Unicode forms",
      ],
    ],
  ]);
});

import { describe } from "vitest";
import { findsFaults, first } from "../../../support/config/judge-document.ts";

describe("a mask", () => {
  const masks = (...list: readonly (readonly [string, string])[]) =>
    first("ingresses", { masks: list.map(([dialled, shortCode]) => ({ dialled, shortCode })) });
  findsFaults([
    ["may be what nothing else is", masks(["9999", "999"], ["*999", "999"], ["999#", "999"]), []],
    ["may be the number that it stands for", masks(["+999", "999"], ["999", "999"]), []],
    [
      "stands for one short code",
      masks(["9999", "999"], ["9999", "112"]),
      ["ingresses[0].masks[1].dialled: 9999 stands for another short code already"],
    ],
    [
      "stands for a short code that some list has",
      masks(["9999", "99999"]),
      ["ingresses[0].masks[0].shortCode: no territory has the number 99999"],
    ],
    [
      "is no emergency number of another meaning",
      masks(["112", "999"], ["+33112", "999"], ["003318", "999"], ["+112", "999"]),
      [
        "ingresses[0].masks[0].dialled: 112 is the emergency number 112, not 999",
        "ingresses[0].masks[1].dialled: +33112 is the emergency number 112, not 999",
        "ingresses[0].masks[2].dialled: 003318 is the emergency number 18, not 999",
        "ingresses[0].masks[3].dialled: +112 is the emergency number 112, not 999",
      ],
    ],
    [
      "is no subscriber's number, abroad or where the callers are",
      masks(["+33155667788", "999"], ["0033155667788", "999"], ["02079460000", "999"]),
      [
        "ingresses[0].masks[0].dialled: +33155667788 is a number that a subscriber can have",
        "ingresses[0].masks[1].dialled: 0033155667788 is a number that a subscriber can have",
        "ingresses[0].masks[2].dialled: 02079460000 is a number that a subscriber can have",
      ],
    ],
  ]);
});

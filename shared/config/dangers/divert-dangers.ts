import type { Item } from "../item-kinds.ts";
import { changesOf, eachOf, type Mark } from "./danger-rule.ts";
import { routeMarks } from "./route-set-dangers.ts";

/** Diverts that begin, end or lead elsewhere, unless they are over already. Another name or reason alone makes no difference. */
export const divertDangers = eachOf(
  (comparison) => changesOf(comparison, "divert"),
  ({ before, after, nowMs }) => {
    const isOpen = (item: Item | null): boolean => item !== null && Date.parse(String(item.validUntil)) > nowMs;
    const marksOf = (item: Item | null): readonly Mark[] =>
      item === null
        ? []
        : [before, after].flatMap(({ snapshot }) => {
            const { routeSet, area } = Object(item.from);
            const sets = [routeSet, item.to].map((name) => snapshot.routeSets.get(String(name)) ?? null);
            return [...routeMarks(...sets), ...(area === undefined ? [] : [`area ${area}` satisfies Mark as Mark])];
          });
    return ({ key, before: was, after: is, fields }) => {
      const isTouched = fields.length === 0 || fields.some((field) => field !== "reason");
      if (!isTouched || (!isOpen(was) && !isOpen(is))) return [];
      return [{ danger: "diverts-emergency-calls", item: key, marks: [...marksOf(was), ...marksOf(is)] }];
    };
  },
);

import { expect, it } from "vitest";
import { whyUnreadable } from "../../../shared/json/why-unreadable.ts";

it.each([
  ["is there, and no JSON", {}, false, "the body is not JSON"],
  ["is not compressed, and says so", { "content-encoding": "identity" }, false, "the body is not JSON"],
  [
    "is compressed",
    { "content-encoding": "gzip" },
    false,
    "the body is compressed: send it as it is, without Content-Encoding",
  ],
  ["is not there", {}, true, "the body is empty"],
  ["was none", { "content-length": "0" }, true, "the body is empty"],
  [
    "came in chunks",
    { "transfer-encoding": "chunked" },
    true,
    "the body came in chunks, and so nothing of it is there: send it with Content-Length, not with Transfer-Encoding",
  ],
  [
    "came in chunks, compressed",
    { "transfer-encoding": "chunked", "content-encoding": "gzip" },
    true,
    "the body came in chunks, and so nothing of it is there: send it with Content-Length, not with Transfer-Encoding, and send it as it is, without Content-Encoding",
  ],
  [
    "was lost on its way",
    { "content-length": "42" },
    true,
    "the body got lost: its Content-Length is there, but nothing of it",
  ],
])("says of a body that %s what to change", (_, headers, isEmpty, reason) => {
  expect(whyUnreadable(new Headers(headers as Record<string, string>), isEmpty)).toBe(reason);
});

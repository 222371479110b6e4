type RequestHeaders = { readonly get: (name: string) => string | null };

/**
 * Why a body is not JSON, and what its sender has to change. The Functions host hands on a body only where its length is
 * declared: one that is sent in chunks arrives empty. Nothing is decompressed. `fault`: what is wrong with a body that is there.
 */
export function whyUnreadable(headers: RequestHeaders, isEmpty: boolean, fault = notJson(null)): string {
  const isCompressed = (headers.get("content-encoding") ?? "identity").trim().toLowerCase() !== "identity";
  if (!isEmpty) return isCompressed ? `the body is compressed: ${asItIs}` : `the body ${fault}`;
  if (headers.get("transfer-encoding") !== null)
    return `the body came in chunks, and so nothing of it is there: send it with Content-Length, not with Transfer-Encoding${isCompressed ? `, and ${asItIs}` : ""}`;
  return hasLength(headers) ? "the body got lost: its Content-Length is there, but nothing of it" : "the body is empty";
}

/** That something is not JSON, and where (`findJsonFault`). Goes on from its name. */
export const notJson = (fault: string | null): string => `is not JSON${fault === null ? "" : `: ${fault}`}`;

const asItIs = "send it as it is, without Content-Encoding";

const hasLength = (headers: RequestHeaders): boolean => Number(headers.get("content-length") ?? 0) > 0;

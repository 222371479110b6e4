type RequestHeaders = { readonly get: (name: string) => string | null };

/**
 * Why a body is no JSON, and what its sender has to change. The Functions host hands on a body only where its length is
 * declared: one that is sent in chunks arrives empty. Nothing is unpacked.
 */
export function whyUnreadable(headers: RequestHeaders, isEmpty: boolean): string {
  const isCompressed = (headers.get("content-encoding") ?? "identity").trim().toLowerCase() !== "identity";
  if (!isEmpty) return isCompressed ? `the body is compressed: ${asItIs}` : "the body is not JSON";
  if (headers.get("transfer-encoding") !== null)
    return `the body came in chunks, and so nothing of it is there: send it with Content-Length, not with Transfer-Encoding${isCompressed ? `, and ${asItIs}` : ""}`;
  return hasLength(headers) ? "the body got lost: its Content-Length is there, but nothing of it" : "the body is empty";
}

const asItIs = "send it as it is, without Content-Encoding";

const hasLength = (headers: RequestHeaders): boolean => Number(headers.get("content-length") ?? 0) > 0;

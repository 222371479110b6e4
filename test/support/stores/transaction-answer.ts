import { storeHeaders, type WireAnswer } from "./lies.ts";

/** What is said of one operation: a status alone, or an error with a code of Table Storage, or any other body. */
export type Part = { readonly status: number; readonly code?: string; readonly body?: string };

const ends = "\r\n";

/** The answer to a transaction (OData 3, batch processing): one part for each operation, or one alone for the first that failed. */
export function transactionAnswer(parts: readonly Part[], status = 202): WireAnswer {
  const lines = parts.flatMap((part) => [
    "--changesetresponse_1",
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    "",
    `HTTP/1.1 ${part.status} Something`,
    "X-Content-Type-Options: nosniff",
    "",
    bodyOf(part),
  ]);
  const body = ["--batchresponse_1", "Content-Type: multipart/mixed; boundary=changesetresponse_1", "", ...lines];
  return {
    status,
    headers: { ...storeHeaders, "content-type": "multipart/mixed; boundary=batchresponse_1" },
    body: [...body, "--changesetresponse_1--", "--batchresponse_1--"].join(ends),
  };
}

const bodyOf = ({ code, body = "" }: Part): string =>
  code === undefined
    ? body
    : JSON.stringify({ "odata.error": { code, message: { lang: "en-US", value: `0:${code}` } } });

import { RestError } from "@azure/data-tables";
import { withDeadline } from "../deadline.ts";
import { DependencyError } from "../dependency-error.ts";
import { type AnswerMeaning, meaningOfAnswer } from "./answer-codes.ts";

/** Makes one request to Table Storage within a deadline; throws a DependencyError whose cause says what was answered. */
export async function tableCall<Result>(
  call: string,
  deadlineMs: number,
  run: (abortSignal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  try {
    return await withDeadline(deadlineMs, run);
  } catch (cause) {
    const answered = tableErrorOf(cause);
    throw new DependencyError(call, answered === null || mayPass(answered), answered ?? cause);
  }
}

/** Whether the same request may be answered otherwise later. */
const mayPass = ({ status, code }: { readonly status: number; readonly code: string | null }): boolean =>
  status >= 500 || status === 408 || status === 429 || code === "TableBeingDeleted" || code === "AccountBeingCreated";

/** An answer other than success. Its message names status and code, and never what the answer holds. */
export class TableError extends Error {
  override readonly name = "TableError";
  readonly status: number;
  /** Null where the answer carries no code of Table Storage. */
  readonly code: string | null;
  readonly meaning: AnswerMeaning;

  constructor(status: number, code: string | null, detail = "without a code of Table Storage") {
    super(`${status} ${code ?? detail}`);
    this.status = status;
    this.code = code;
    this.meaning = meaningOfAnswer(status, code);
  }
}

/** An answer that Table Storage would not give to what it was asked: the store has not answered. `detail` tells what came. */
export const noAnswer = (detail: string): TableError => new TableError(502, null, notAnAnswer(detail));

const prefix = "not an answer of Table Storage: ";
export const notAnAnswer = (detail: string): string => `${prefix}${detail}`;

/** The client's error without any content of rows: status and code of the answer; null when the store did not answer. */
export function tableErrorOf(error: unknown): TableError | null {
  if (error instanceof TableError) return error;
  if (!(error instanceof RestError) || error.statusCode === undefined) return null;
  const text = error.response?.bodyAsText ?? error.message;
  if (error.statusCode === 502 && text.startsWith(prefix)) return new TableError(502, null, text);
  // The client gives a code itself for answers that it cannot take apart.
  if (error.code === RestError.PARSE_ERROR || error.statusCode < 400)
    return noAnswer(`${error.statusCode}, and what it holds cannot be read`);
  return new TableError(error.statusCode, codeOf(error, text));
}

/** What the answer that an error stands for says of the row; null when there was no answer at all, or the error is another's. */
export function meaningOf(error: unknown): AnswerMeaning | null {
  if (error instanceof DependencyError) return meaningOf(error.cause);
  return error instanceof TableError ? error.meaning : null;
}

/**
 * The code of a part of a transaction is found by the client. Elsewhere the client takes codes from errors of other services
 * too. An answer without the headers of Table Storage is not from Table Storage.
 */
function codeOf({ code, response }: RestError, text: string): string | null {
  if (response?.headers.has("x-ms-request-id") !== true) return null;
  const isOfPart = response.headers.get("content-type")?.startsWith("multipart/mixed") === true;
  return isOfPart ? (code ?? null) : codeIn(text);
}

/** The code in the JSON of an error (OData JSON Light, 19); null when there is none. */
function codeIn(text: string): string | null {
  try {
    const code: unknown = JSON.parse(text)["odata.error"].code;
    return typeof code === "string" ? code : null;
  } catch {
    return null;
  }
}

import { describe, expect, it } from "vitest";
import { type AnswerMeaning, answerCodes, meaningOfAnswer } from "../../../shared/tables/answer-codes.ts";
import { runTransaction } from "../../../shared/tables/run-transaction.ts";
import { meaningOf, tableCall } from "../../../shared/tables/table-call.ts";
import { storeError, type WireAnswer } from "../../support/stores/lies.ts";
import { scriptedTable } from "../../support/stores/scripted-tables.ts";
import { transactionAnswer } from "../../support/stores/transaction-answer.ts";

const row = { partitionKey: "p", rowKey: "r", value: 1 };

/** Written out, so that a change of the table is a change of this one. */
const expected: Readonly<Record<AnswerMeaning, string>> = {
  exists: "EntityAlreadyExists",
  changed: "ConditionNotMet UpdateConditionNotSatisfied",
  absent: "EntityNotFound ResourceNotFound",
  refused: `ContentLengthExceeded DuplicateKeyPropertySpecified DuplicatePropertiesSpecified EntityTooLarge
    InvalidDuplicateRow InvalidInput InvalidUri InvalidValueType KeyValueTooLarge OutOfRangeInput PropertiesNeedValue
    PropertyNameInvalid PropertyNameTooLong PropertyValueTooLarge RequestBodyTooLarge RequestUrlFailedToParse TooManyProperties`,
  failing: `AccountBeingCreated AccountIsDisabled AuthenticationFailed AuthorizationFailure AuthorizationPermissionMismatch
    AuthorizationProtocolMismatch AuthorizationResourceTypeMismatch AuthorizationServiceMismatch AuthorizationSourceIPMismatch
    CommandsInBatchActOnDifferentPartitions ConditionHeadersNotSupported HostInformationNotPresent InsufficientAccountPermissions
    InternalError InvalidAuthenticationInfo InvalidHeaderValue InvalidHttpVerb InvalidQueryParameterValue InvalidResourceName
    JsonFormatNotSupported KeyBasedAuthenticationNotPermitted MediaTypeNotSupported MethodNotAllowed MissingContentLengthHeader
    MissingRequiredHeader MissingRequiredQueryParameter MultipleConditionHeadersNotSupported NoAuthenticationInformation
    NotImplemented OperationTimedOut OutOfRangeQueryParameterValue ResourceAlreadyExists ResourceTypeMismatch ServerBusy
    TableAlreadyExists TableBeingDeleted TableNotFound UnsupportedHeader UnsupportedHttpVerb UnsupportedQueryParameter
    XMethodIncorrectCount XMethodIncorrectValue XMethodNotUsingPost`,
};

const cases = Object.entries(expected).flatMap(([meaning, codes]) =>
  codes.split(/\s+/).map((code) => [code, meaning as AnswerMeaning] as const),
);

describe("a code of Table Storage", () => {
  it("has a meaning here if it is known at all", () => {
    expect(cases.map(([code]) => code).sort()).toEqual(Object.keys(answerCodes).sort());
  });

  it.each(cases)("%s means %s, for a row by itself and for a part of a transaction", async (code, meaning) => {
    const status = answerCodes[code]?.status ?? 0;
    expect(await meaningOfOne(storeError(status, code))).toBe(meaning);
    expect(await meaningOfPart(transactionAnswer([{ status, code }]))).toBe(meaning);
  });

  it.each(cases)("%s with another status means that the store fails", (code) => {
    expect(meaningOfAnswer(418, code)).toBe("failing");
  });

  it.each(["SomethingNew", "", "constructor", "toString"])("%j is not known: the store fails", async (code) => {
    for (const status of [400, 404, 409, 412, 413]) {
      expect(await meaningOfOne(storeError(status, code))).toBe("failing");
      expect(await meaningOfPart(transactionAnswer([{ status, code }]))).toBe("failing");
    }
  });

  it.each([400, 404, 409, 412, 413, 500, 503])(
    "is missing in a page with status %i: the store fails",
    async (status) => {
      const page: WireAnswer = { status, headers: { "content-type": "text/html" }, body: "<html>EntityAlreadyExists" };
      expect(await meaningOfOne(page)).toBe("failing");
      expect(await meaningOfPart(page)).toBe("failing");
      expect(await meaningOfPart(transactionAnswer([{ status, body: "<html>EntityAlreadyExists" }]))).toBe("failing");
    },
  );
});

async function meaningOfOne(answer: WireAnswer): Promise<AnswerMeaning | null> {
  const client = await scriptedTable(() => answer);
  return meaningOf(
    await tableCall("write", 5_000, (abortSignal) => client.createEntity(row, { abortSignal })).catch((error) => error),
  );
}

async function meaningOfPart(answer: WireAnswer): Promise<AnswerMeaning | null> {
  const client = await scriptedTable(() => answer);
  const transaction = { call: "write", deadlineMs: 5_000, actions: [["create", row] as ["create", typeof row]] };
  return meaningOf(await runTransaction(client, transaction).catch((error: unknown) => error));
}

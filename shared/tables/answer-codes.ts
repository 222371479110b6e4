/**
 * What an answer of Table Storage means to us.
 * `exists`: a row with these keys is there. `changed`: the row is not the one whose ETag was given. `absent`: there is no such
 * row. `refused`: the store will never take this request, because of what is in it. `failing`: anything else; the store has
 * not done what it was asked, and says nothing about the row.
 */
export type AnswerMeaning = "exists" | "changed" | "absent" | "refused" | "failing";

export type CodedAnswer = { readonly status: number; readonly meaning: AnswerMeaning };

/**
 * Every code that Table Storage documents for what we ask ("Table Storage error codes" and "Common REST API error codes",
 * learn.microsoft.com/rest/api/storageservices). A code that is not here, or comes with another status, means `failing`.
 */
export const answerCodes: Readonly<Record<string, CodedAnswer>> = {
  EntityAlreadyExists: { status: 409, meaning: "exists" },
  UpdateConditionNotSatisfied: { status: 412, meaning: "changed" },
  ConditionNotMet: { status: 412, meaning: "changed" },
  ResourceNotFound: { status: 404, meaning: "absent" },
  EntityNotFound: { status: 404, meaning: "absent" },

  ContentLengthExceeded: { status: 413, meaning: "refused" },
  DuplicateKeyPropertySpecified: { status: 400, meaning: "refused" },
  DuplicatePropertiesSpecified: { status: 400, meaning: "refused" },
  EntityTooLarge: { status: 400, meaning: "refused" },
  InvalidDuplicateRow: { status: 400, meaning: "refused" },
  InvalidInput: { status: 400, meaning: "refused" },
  InvalidUri: { status: 400, meaning: "refused" },
  InvalidValueType: { status: 400, meaning: "refused" },
  KeyValueTooLarge: { status: 400, meaning: "refused" },
  OutOfRangeInput: { status: 400, meaning: "refused" },
  PropertiesNeedValue: { status: 400, meaning: "refused" },
  PropertyNameInvalid: { status: 400, meaning: "refused" },
  PropertyNameTooLong: { status: 400, meaning: "refused" },
  PropertyValueTooLarge: { status: 400, meaning: "refused" },
  RequestBodyTooLarge: { status: 413, meaning: "refused" },
  RequestUrlFailedToParse: { status: 400, meaning: "refused" },
  TooManyProperties: { status: 400, meaning: "refused" },

  AccountBeingCreated: { status: 409, meaning: "failing" },
  AccountIsDisabled: { status: 403, meaning: "failing" },
  AuthenticationFailed: { status: 403, meaning: "failing" },
  AuthorizationFailure: { status: 403, meaning: "failing" },
  AuthorizationPermissionMismatch: { status: 403, meaning: "failing" },
  AuthorizationProtocolMismatch: { status: 403, meaning: "failing" },
  AuthorizationResourceTypeMismatch: { status: 403, meaning: "failing" },
  AuthorizationServiceMismatch: { status: 403, meaning: "failing" },
  AuthorizationSourceIPMismatch: { status: 403, meaning: "failing" },
  CommandsInBatchActOnDifferentPartitions: { status: 400, meaning: "failing" },
  ConditionHeadersNotSupported: { status: 400, meaning: "failing" },
  HostInformationNotPresent: { status: 400, meaning: "failing" },
  InsufficientAccountPermissions: { status: 403, meaning: "failing" },
  InternalError: { status: 500, meaning: "failing" },
  InvalidAuthenticationInfo: { status: 400, meaning: "failing" },
  InvalidHeaderValue: { status: 400, meaning: "failing" },
  InvalidHttpVerb: { status: 400, meaning: "failing" },
  InvalidQueryParameterValue: { status: 400, meaning: "failing" },
  InvalidResourceName: { status: 400, meaning: "failing" },
  JsonFormatNotSupported: { status: 415, meaning: "failing" },
  KeyBasedAuthenticationNotPermitted: { status: 403, meaning: "failing" },
  MediaTypeNotSupported: { status: 415, meaning: "failing" },
  MethodNotAllowed: { status: 405, meaning: "failing" },
  MissingContentLengthHeader: { status: 411, meaning: "failing" },
  MissingRequiredHeader: { status: 400, meaning: "failing" },
  MissingRequiredQueryParameter: { status: 400, meaning: "failing" },
  MultipleConditionHeadersNotSupported: { status: 400, meaning: "failing" },
  NoAuthenticationInformation: { status: 401, meaning: "failing" },
  NotImplemented: { status: 501, meaning: "failing" },
  OperationTimedOut: { status: 500, meaning: "failing" },
  OutOfRangeQueryParameterValue: { status: 400, meaning: "failing" },
  ResourceAlreadyExists: { status: 409, meaning: "failing" },
  ResourceTypeMismatch: { status: 409, meaning: "failing" },
  ServerBusy: { status: 503, meaning: "failing" },
  TableAlreadyExists: { status: 409, meaning: "failing" },
  TableBeingDeleted: { status: 409, meaning: "failing" },
  TableNotFound: { status: 404, meaning: "failing" },
  UnsupportedHeader: { status: 400, meaning: "failing" },
  UnsupportedHttpVerb: { status: 405, meaning: "failing" },
  UnsupportedQueryParameter: { status: 400, meaning: "failing" },
  XMethodIncorrectCount: { status: 400, meaning: "failing" },
  XMethodIncorrectValue: { status: 400, meaning: "failing" },
  XMethodNotUsingPost: { status: 400, meaning: "failing" },
};

/** What an answer means, by its HTTP status and its code; a status without a code of Table Storage says nothing. */
export function meaningOfAnswer(status: number, code: string | null): AnswerMeaning {
  const coded = code !== null && Object.hasOwn(answerCodes, code) ? answerCodes[code] : undefined;
  return coded?.status === status ? coded.meaning : "failing";
}

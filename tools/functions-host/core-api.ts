/**
 * The interface between a Functions host and the @azure/functions library. The library imports it from
 * "@azure/functions-core", a module that exists only inside a running host. Here is the part that this host fills in or
 * reads, under the library's names without the "Rpc" prefix.
 */

export type LogLevel = "trace" | "debug" | "information" | "warning" | "error" | "critical" | "none";
export type LogCategory = "user" | "system" | "customMetric";
export type HookName = "appStart" | "appTerminate";
export type HookCallback = (context: object) => unknown;
export type FunctionCallback = (...inputsThenContext: unknown[]) => unknown;
export type Registration = { dispose(): void };

/** The members of the core that the library uses. */
export type CoreApi = {
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Registration;
  registerHook(name: string, callback: HookCallback): Registration;
  setProgrammingModel(model: ProgrammingModel): void;
  log(level: LogLevel, category: LogCategory, message: string): void;
};

export type BindingInfo = { readonly type: string; readonly direction: string; readonly [property: string]: unknown };
export type Duration = { readonly seconds: number };

export type RetryOptions = {
  readonly retryStrategy: "fixedDelay" | "exponentialBackoff";
  /** -1: no limit. */
  readonly maxRetryCount: number;
  readonly delayInterval?: Duration | undefined;
  readonly minimumInterval?: Duration | undefined;
  readonly maximumInterval?: Duration | undefined;
};

export type FunctionMetadata = {
  readonly name: string;
  readonly functionId?: string;
  readonly bindings: Readonly<Record<string, BindingInfo>>;
  readonly retryOptions?: RetryOptions | undefined;
};

export type ProgrammingModel = {
  readonly name: string;
  readonly version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities(workerCapabilities: Record<string, string>): Promise<Record<string, string>>;
};

export type CoreInvocationContext = {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state: "invocation" | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
};

export type InvocationModel = {
  getArguments(): Promise<{ readonly context: object; readonly inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<InvocationResponse>;
};

export type InvocationRequest = {
  readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  readonly traceContext?: { readonly traceParent: string; readonly traceState: string };
  readonly retryContext?: RetryContext;
};

export type RetryContext = {
  readonly retryCount: number;
  readonly maxRetryCount: number;
  readonly exception: { readonly message: string; readonly stackTrace: string; readonly source: string };
};

export type InvocationResponse = { readonly returnValue?: TypedData | null };

/** A 64-bit integer in the form of protobufjs: two halves instead of a number. */
export type Long = { readonly low: number; readonly high: number; readonly unsigned: boolean };

/** Exactly one member is set. */
export type TypedData = {
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: HttpData;
  readonly collectionString?: { readonly string: readonly string[] };
  readonly collectionSint64?: { readonly sint64: readonly (number | Long)[] };
};

export type NullableStrings = Record<string, { readonly value: string }>;

/** A request on the way in (method to nullableParams) or an answer on the way out (statusCode to cookies). */
export type HttpData = {
  readonly method?: string;
  readonly url?: string;
  readonly nullableHeaders?: NullableStrings;
  readonly nullableQuery?: NullableStrings;
  readonly nullableParams?: NullableStrings;
  readonly body?: TypedData | null;
  readonly statusCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly object[];
};

/** The only shared access policy of the stand-in. Not a secret: it listens on the loopback interface only. */
export const SHARED_ACCESS_KEY_NAME = "RootManageSharedAccessKey";
export const SHARED_ACCESS_KEY = "SAS_KEY_VALUE";

/** `UseDevelopmentEmulator` makes the genuine client speak plain AMQP, without TLS, to the port in the endpoint. */
export function connectionStringFor(port: number): string {
  return [
    `Endpoint=sb://127.0.0.1:${port}`,
    `SharedAccessKeyName=${SHARED_ACCESS_KEY_NAME}`,
    `SharedAccessKey=${SHARED_ACCESS_KEY}`,
    "UseDevelopmentEmulator=true;",
  ].join(";");
}

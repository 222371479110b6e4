import * as z from "zod";

const portWords = "must be a port, 0 to 65535";
const port = (fallback: number) =>
  z
    .string(portWords)
    .regex(/^\d{1,5}$/, portWords)
    .transform(Number)
    .refine((number) => number <= 65_535, portWords)
    .default(fallback);
const text = z.string().min(1).optional();

/** The settings of `npm start`. */
export const localSettingFields = {
  HTTP_PORT: port(7071),
  TABLES_PORT: port(10002),
  EVENT_HUBS_PORT: port(5672),
  DATA_DIR: text,
  APP_DIRECTORY: text,
  AUDIT_EVENT_HUB: z.string().min(1).default("emergency-audit"),
  TABLES_CONNECTION: text,
  TABLES_CONNECTION__tableServiceUri: text,
  EVENT_HUBS_CONNECTION: text,
  EVENT_HUBS_CONNECTION__fullyQualifiedNamespace: text,
};

const schema = z.object(localSettingFields);

/** Port 0 is any free port. A store with a connection is used and not started. */
export type LocalSettings = z.infer<typeof schema>;

/** Throws one error that lists every fault. An empty value counts as not set. */
export function readLocalSettings(environment: NodeJS.ProcessEnv): LocalSettings {
  const read = schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== "")));
  if (read.success) return read.data;
  throw new Error(
    read.error.issues
      .map(({ path, message }) => `${path.join(".")}: ${message}; found ${environment[String(path[0])]}`)
      .join("\n"),
  );
}

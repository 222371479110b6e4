import { compareList } from "../shared/config/lists/compare-list.ts";
import { listFormats } from "../shared/config/lists/list-formats.ts";
import { makeList } from "../shared/config/lists/make-list.ts";
import { type CompileVersionDependencies, findHeader } from "../shared/config/snapshot/compile-version.ts";
import { whyUnreadable } from "../shared/json/why-unreadable.ts";
import { longJson } from "./edge/config-answers.ts";
import { formatIn, listQuery, noSuchVersion, readListSource, unknownFormat } from "./edge/list-request.ts";
import { problem } from "./edge/problem.ts";
import { readBytes } from "./edge/read-bytes.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

/** Hundreds of thousands of dial strings. */
const bodyLimitBytes = 8 * 1024 * 1024;

/**
 * POST /api/v1/config/lists/{format}/check?ingress=&territory=&version=: compares a system's own list with what a version says that it must
 * have, and says what becomes of the calls in which they differ. Changes nothing.
 */
export const makeCheckList = (dependencies: CompileVersionDependencies): QueryHandler =>
  withQuery(listQuery, async (request, _caller, query) => {
    const format = formatIn(request);
    if (format === null) return unknownFormat(request);
    const bytes = await readBytes(request, bodyLimitBytes);
    if (bytes === null) return problem(413, `a list has at most ${bodyLimitBytes} bytes`);
    if (bytes.length === 0) return problem(400, whyUnreadable(request.headers, true));
    const { holder, read } = listFormats[format];
    const given = await read(bytes);
    if (given.outcome === "faulty")
      return problem(422, `the body is no list of the format ${format}`, { errors: given.faults });
    const header = await findHeader(query.version ?? null, dependencies);
    if (header === null) return noSuchVersion(query.version);
    const { version, hash, createdAt } = header;
    const source = await readListSource({ version, hash, createdAt }, format, query, dependencies);
    if ("refused" in source) return source.refused;
    const { configuration, wanted } = source;
    const list = await makeList(configuration, { version, hash, createdAt }, wanted);
    const { snapshot } = configuration;
    return longJson(await compareList({ list, snapshot, ingresses: wanted.ingresses }, given.value, holder));
  });

import { type Checked, faulty, valid } from "../../shared/checked.ts";
import { shorten } from "../../shared/shorten.ts";

/** One file of a form. */
export type FormFile = { readonly name: string; readonly bytes: Uint8Array };

/** More than any folder has: each part costs a search. */
const filesAtMost = 1_000;

/**
 * The files of a body of type multipart/form-data (RFC 7578; RFC 2046, 5.1.1), as curl's `-F` and browsers write it. A part
 * without a file name has that of its field. Or in one sentence why it cannot be read. No copy is made.
 */
export function readMultipart(bytes: Uint8Array, contentType: string): Checked<readonly FormFile[], string> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)?.slice(1).find(Boolean);
  if (boundary === undefined) return faulty(["has no boundary in its Content-Type"]);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter may stand at the very beginning, without its line break.
  const first = body.indexOf(delimiter.subarray(2));
  if (first === -1) return faulty(["does not have the boundary that its Content-Type names"]);
  const files: FormFile[] = [];
  for (let at = first + delimiter.length - 2; body.toString("latin1", at, at + 2) !== "--"; ) {
    const next = body.indexOf(delimiter, at);
    if (next === -1) return faulty(["ends within a file: its last boundary is missing"]);
    if (files.length === filesAtMost) return faulty([`has more than ${filesAtMost} files`]);
    const file = readPart(body.subarray(at, next));
    if (file.outcome === "faulty") return file;
    files.push(file.value);
    at = next + delimiter.length;
  }
  return valid(files);
}

/** Longer heads have other things in mind. */
const longestHead = 1_000;

function readPart(part: Buffer): Checked<FormFile, string> {
  const end = part.subarray(0, longestHead).indexOf("\r\n\r\n");
  if (end === -1) return faulty(["has a part without a head"]);
  const head = part.toString("utf8", 0, end);
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? "";
  const name = /(?:^|[;\s])filename="([^"]*)"/i.exec(disposition) ?? /(?:^|[;\s])name="([^"]*)"/i.exec(disposition);
  if (name?.[1] === undefined) return faulty([`has a part without a name: ${shorten(head.trim(), 100)}`]);
  return valid({ name: name[1], bytes: part.subarray(end + 4) });
}

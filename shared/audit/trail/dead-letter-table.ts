import { createHash } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import { nestsWithin } from "../../json/json-depth.ts";
import { splitText } from "../../tables/split-text.ts";
import { tableCall } from "../../tables/table-call.ts";
import type { NoEvent } from "../read-event.ts";
import type { HubPosition } from "./hub-positions.ts";
import type { NewRow } from "./trail-row.ts";

/** A message that has no place in the trail, and why. */
export type DeadLetter = {
  /** Unreadable, or `id-taken`: another event with this id is in the trail; or `refused`: the store does not accept it. */
  readonly reason: NoEvent["reason"] | "id-taken" | "refused";
  readonly detail: string;
  readonly body: unknown;
  readonly position: HubPosition | null;
};

type WrittenBody = { readonly text: string; readonly encoding: "text" | "json" | "base64" };

const callDeadlineMs = 5_000;
/** A long body is split over several rows: an entity holds 1 MiB at two bytes a character. */
const unitsPerRow = 400_000;

/**
 * Stores a message for operators to look at; stored twice, it is there once. If the store refuses it here too, its body is stored in
 * base64 under a name that has nothing of it. Throws a DependencyError when it is not stored.
 */
export async function putDeadLetter(client: TableClient, letter: DeadLetter, nowMs: number): Promise<void> {
  const written = writtenBody(letter.body);
  try {
    await putRows(client, rowsOfDeadLetter(letter, written, { name: nameOf(letter), nowMs }));
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const detail = letter.detail.replace(/[^ -~]/g, "?");
    await putRows(client, rowsOfDeadLetter({ ...letter, detail }, sealed(written), { name: "sealed", nowMs }));
  }
}

async function putRows(client: TableClient, rows: readonly NewRow[]): Promise<void> {
  for (const row of rows)
    await tableCall("keep a message that cannot be projected", callDeadlineMs, (abortSignal) =>
      client.upsertEntity(row, "Replace", { abortSignal }),
    );
}

function rowsOfDeadLetter(
  { reason, detail, position }: DeadLetter,
  { text, encoding }: WrittenBody,
  { name, nowMs }: { readonly name: string; readonly nowMs: number },
): readonly NewRow[] {
  const keys = {
    partitionKey: (position?.enqueuedAt ?? new Date(nowMs).toISOString()).slice(0, "2026-11-22".length),
    rowKey: `${name}_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`,
  };
  const first = {
    reason,
    detail: detail.slice(0, 1_000),
    bodyEncoding: encoding,
    hubPartition: position?.partition ?? "",
    hubSequence: position?.sequence ?? "",
    enqueuedAt: position?.enqueuedAt ?? "",
  };
  return pieces(text).map((piece, index) => ({
    ...(index === 0 ? { ...keys, ...first } : { ...keys, rowKey: `${keys.rowKey}~${index}` }),
    ...splitText("body", piece),
  }));
}

/**
 * The body as text. The library has parsed a body that looked like JSON, so that this is its value, not its original spelling. A
 * body that is nested too deeply to be written is left out.
 */
function writtenBody(body: unknown): WrittenBody {
  if (body === undefined) return { text: "", encoding: "text" };
  if (typeof body === "string") return { text: body, encoding: "text" };
  if (!(body instanceof Uint8Array))
    return { text: nestsWithin(body, 1_000) ? JSON.stringify(body) : "", encoding: "json" };
  const bytes = Buffer.from(body);
  const text = bytes.toString("utf8");
  const isText = Buffer.from(text, "utf8").equals(bytes);
  return isText ? { text, encoding: "text" } : { text: bytes.toString("base64"), encoding: "base64" };
}

const sealed = ({ text, encoding }: WrittenBody): WrittenBody =>
  encoding === "base64"
    ? { text, encoding }
    : { text: Buffer.from(text, "utf8").toString("base64"), encoding: "base64" };

/** The event's id where it has one that can be a key, else its place in the hub. */
function nameOf({ body, position }: DeadLetter): string {
  const id = typeof body === "object" && body !== null ? Reflect.get(body, "id") : null;
  if (typeof id === "string" && /^[\w.:-]{1,128}$/.test(id)) return id;
  return position === null ? "unknown" : `${position.partition}-${position.sequence}`;
}

function pieces(text: string): readonly string[] {
  const all: string[] = [];
  for (let start = 0; start === 0 || start < text.length; start += unitsPerRow)
    all.push(text.slice(start, start + unitsPerRow));
  return all;
}

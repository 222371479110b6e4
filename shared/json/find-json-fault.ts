import { pace } from "../pace.ts";

/** What may stand next, as the message says it. */
const wanted = {
  value: "a value",
  valueOrEnd: "a value or ]",
  name: "a name in quotes",
  nameOrEnd: "a name in quotes or }",
  colon: ":",
  moreOfObject: ", or }",
  moreOfList: ", or ]",
  end: "nothing more",
} as const;

type Wanted = keyof typeof wanted;
type Around = "object" | "list";
type Token = { readonly kind: string; readonly end: number };
type Fault = { readonly at: number; readonly message: string };

/** Tokens or lines that are looked at between two looks at the clock. */
const atOnce = 1_000;

/**
 * Where a text stops being JSON (RFC 8259), and why: `line 3, column 5: expected , or }; found "x"`. Null for JSON. Reads the
 * text once, however deep it nests. Paced.
 */
export async function findJsonFault(text: string): Promise<string | null> {
  const around: Around[] = [];
  let next: Wanted = "value";
  let at = 0;
  for (let tokens = 1; ; tokens++) {
    if (tokens % atOnce === 0 && pace.isDue()) await pace.rest();
    at = afterBlanks(text, at);
    if (next === "end" && at === text.length) return null;
    const token = readToken(text, at);
    if ("message" in token) return describe(text, token);
    const follows = takeToken(token.kind, next, around);
    if (follows === null)
      return describe(text, { at, message: `expected ${wanted[next]}; found ${foundAt(text, at)}` });
    next = follows;
    at = token.end;
  }
}

/** What may follow a token; null where it may not stand there. `around` has the lists and objects that are open. */
function takeToken(kind: string, next: Wanted, around: Around[]): Wanted | null {
  const takesValue = next === "value" || next === "valueOrEnd";
  if (kind === "{" || kind === "[") {
    if (!takesValue) return null;
    around.push(kind === "{" ? "object" : "list");
    return kind === "{" ? "nameOrEnd" : "valueOrEnd";
  }
  if (kind === "}" || kind === "]") {
    const closes =
      kind === "}" ? next === "nameOrEnd" || next === "moreOfObject" : next === "valueOrEnd" || next === "moreOfList";
    if (!closes) return null;
    around.pop();
    return afterValue(around);
  }
  if (kind === ",") return next === "moreOfObject" ? "name" : next === "moreOfList" ? "value" : null;
  if (kind === ":") return next === "colon" ? "value" : null;
  if (kind === "text" && (next === "name" || next === "nameOrEnd")) return "colon";
  return takesValue && (kind === "text" || kind === "word") ? afterValue(around) : null;
}

function afterValue(around: readonly Around[]): Wanted {
  const inner = around.at(-1);
  if (inner === undefined) return "end";
  return inner === "object" ? "moreOfObject" : "moreOfList";
}

const word = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const blank = /[ \t\n\r]*/y;

function afterBlanks(text: string, at: number): number {
  blank.lastIndex = at;
  blank.test(text);
  return blank.lastIndex;
}

function readToken(text: string, at: number): Token | Fault {
  const character = text.charAt(at);
  if (character === '"') return readQuoted(text, at);
  word.lastIndex = at;
  if (word.test(text)) return { kind: "word", end: word.lastIndex };
  return { kind: "{}[]:,".includes(character) ? character : "", end: at + 1 };
}

const closingOrOdd = /["\\\p{Cc}]/gu;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function readQuoted(text: string, from: number): Token | Fault {
  for (let at = from + 1; ; ) {
    closingOrOdd.lastIndex = at;
    const found = closingOrOdd.exec(text);
    const character = found?.[0] ?? "";
    at = found?.index ?? text.length;
    if (character === '"') return { kind: "text", end: at + 1 };
    if (character === "\\") {
      escapeSequence.lastIndex = at;
      if (!escapeSequence.test(text))
        return { at, message: 'a backslash in quotes must be followed by one of " \\ / b f n r t u' };
      at = escapeSequence.lastIndex;
    } else if (character > "\u001f") at++;
    else if (character === "" || character === "\n" || character === "\r")
      return { at: from, message: "the quote is not closed on its line" };
    else return { at, message: `${JSON.stringify(character)} must be escaped in quotes` };
  }
}

const foundAt = (text: string, at: number): string => {
  const point = text.codePointAt(at);
  if (point === undefined) return "the end";
  return point === 0x22 ? "a quote" : JSON.stringify(String.fromCodePoint(point));
};

async function describe(text: string, { at, message }: Fault): Promise<string> {
  const lineEnd = /\r\n|\n|\r/g;
  let line = 1;
  let from = 0;
  for (let end = lineEnd.exec(text); end !== null && end.index < at; end = lineEnd.exec(text)) {
    line++;
    from = lineEnd.lastIndex;
    if (line % atOnce === 0 && pace.isDue()) await pace.rest();
  }
  return `line ${line}, column ${at - from + 1}: ${message}`;
}

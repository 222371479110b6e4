/** A fenced block of a document. `name`: the file that it stands for, empty for none. `line`: where it begins, from 1. */
export type Block = {
  readonly language: string;
  readonly name: string;
  readonly text: string;
  readonly line: number;
  /** The paragraph right before it. */
  readonly before: string;
  /** Whether nothing but blank lines is between it and the block before it. */
  readonly followsBlock: boolean;
};

/** What is shown below a command: what it prints and, where the page gives it, the status of curl's last answer. */
export type ShownAnswer = { readonly status: number | null; readonly text: string };

/** What a reader does, in the order of the page. */
export type Step =
  | { readonly kind: "file"; readonly line: number; readonly name: string; readonly text: string }
  | { readonly kind: "start"; readonly line: number; readonly settings: Readonly<Record<string, string>> }
  | { readonly kind: "command"; readonly line: number; readonly script: string; readonly answer: ShownAnswer | null }
  | { readonly kind: "not-run"; readonly line: number; readonly script: string; readonly reason: string };

/** The fenced blocks of a document, without their indentation. */
export function readBlocks(markdown: string): readonly Block[] {
  let end = 0;
  return [...markdown.matchAll(/^( *)```(\w*) ?(\S*)\n(.*?)^\1```$/gms)].map((match) => {
    const [whole, indentation = "", language = "", name = "", text = ""] = match;
    const between = markdown.slice(end, match.index);
    const followsBlock = end > 0 && between.trim() === "";
    end = match.index + whole.length;
    const line = markdown.slice(0, match.index).split("\n").length;
    const before =
      between
        .trim()
        .split(/\n\s*\n/)
        .at(-1)
        ?.replace(/\s+/g, " ") ?? "";
    return {
      language,
      name,
      text: text.replaceAll(new RegExp(`^${indentation}`, "gm"), ""),
      line,
      before,
      followsBlock,
    };
  });
}

const answerLanguages = ["http", "json", "text"];
const isAnswer = ({ language, name, followsBlock }: Block): boolean =>
  answerLanguages.includes(language) && name === "" && followsBlock;

/** What is to be done on a page: its files, its `sh` blocks, and with each the answer that stands right below it. */
export function readSteps(markdown: string): readonly Step[] {
  const blocks = readBlocks(markdown);
  return blocks.flatMap((block, i): Step[] => {
    const { language, name, text, line, before } = block;
    if (name !== "") return [{ kind: "file", line, name, text }];
    if (language !== "sh") return [];
    const reason = /\*Not run by the tests: ([^*]+)\.\*$/.exec(before)?.[1];
    if (reason !== undefined) return [{ kind: "not-run", line, script: text, reason }];
    const settings = startSettings(text);
    if (settings !== null) return [{ kind: "start", line, settings }];
    const next = blocks[i + 1];
    return [
      { kind: "command", line, script: text, answer: next !== undefined && isAnswer(next) ? readAnswer(next) : null },
    ];
  });
}

/** The settings before `npm start`, where a block is that command; null where it is another. */
function startSettings(script: string): Readonly<Record<string, string>> | null {
  const settings = /^(?:npm ci && )?((?:[A-Z_]+=\S+ )*)npm start(?: +#.*)?\n$/.exec(script)?.[1];
  if (settings === undefined) return null;
  return Object.fromEntries(
    [...settings.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

function readAnswer({ language, text, line }: Block): ShownAnswer {
  if (language !== "http") return { status: null, text };
  const [, status, body = ""] = /^HTTP\/1\.1 ([0-9]{3}).*?\n(.*)$/s.exec(text) ?? [];
  if (status === undefined) throw new Error(`line ${line} shows an answer without its status`);
  return { status: Number(status), text: body };
}

/** The blocks that show an answer no command is above of. */
export const strayAnswers = (markdown: string): readonly number[] =>
  readBlocks(markdown).flatMap((block, i, blocks) =>
    block.language === "http" && !(block.followsBlock && blocks[i - 1]?.language === "sh") ? [block.line] : [],
  );

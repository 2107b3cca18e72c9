import { sanitize } from '../../../domain/terminal-text.ts';
import type { Span, StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import { wrapWords } from '../../wrap.ts';
import { applyKey, glyphsOf, insertText, type LineEditor, lineOf, textOf } from './line-editor.ts';

export interface Question {
  readonly label: string;
  /** Answers it can have. */
  readonly examples?: string;
  readonly preset?: string;
  /** Enter alone is an answer. */
  readonly optional?: true;
}

/** Questions at the bottom of a screen, one after the other. */
export interface Prompt<Cmd> {
  readonly questions: readonly [Question, ...Question[]];
  readonly answers: readonly string[];
  /** All the answers, where something about them was refused: they come back one by one. */
  readonly refused: readonly string[];
  readonly editor: LineEditor;
  /** Earlier answers, the latest last, for the keys up and down; and which of them is shown. */
  readonly history?: readonly string[];
  readonly historyAt?: number;
  /** Whether Tab completes what is typed; and what was found for it. */
  readonly completes?: true;
  readonly completion?: OpenCompletion;
  /** What is wrong with what is typed. */
  readonly problem?: string;
  /** The command that the answers make; it holds the prompt, which comes back where the command is refused. */
  readonly finish: (answers: readonly string[], prompt: Prompt<Cmd>) => Cmd;
}

/** What the word that is being typed can become. */
export interface Completion {
  /** Where it begins. */
  readonly start: number;
  /** What is put in its place, and how it is listed. */
  readonly candidates: readonly { readonly text: string; readonly shown: string }[];
}

/** What a word can become, and which of it is put in; null for what they have in common. */
interface OpenCompletion extends Completion {
  readonly at: number | null;
}

export function openPrompt<Cmd>(
  questions: Prompt<Cmd>['questions'],
  finish: Prompt<Cmd>['finish'],
): Prompt<Cmd> {
  return { questions, answers: [], refused: [], editor: lineOf(questions[0].preset), finish };
}

/** What a key in a prompt comes to. */
export type PromptStep<Cmd> =
  | { readonly type: 'typing'; readonly prompt: Prompt<Cmd> }
  | { readonly type: 'cancelled' }
  | { readonly type: 'answered'; readonly command: Cmd }
  /** What stands before the cursor is to be completed. */
  | { readonly type: 'complete'; readonly line: string };

export function promptKey<Cmd>(prompt: Prompt<Cmd>, key: string): PromptStep<Cmd> {
  if (key === 'escape') return { type: 'cancelled' };
  if (key === 'enter') return answer(prompt);
  const back = HISTORY[key];
  if (prompt.history && back) return { type: 'typing', prompt: recall(prompt, prompt.history, back) };
  if (prompt.completes && (key === 'tab' || key === 'shift-tab'))
    return prompt.completion && prompt.completion.candidates.length > 1
      ? { type: 'typing', prompt: chooseNext(prompt, prompt.completion, key === 'tab' ? 1 : -1) }
      : { type: 'complete', line: prompt.editor.before };
  const editor = applyKey(prompt.editor, key);
  return { type: 'typing', prompt: editor ? withText(prompt, editor) : prompt };
}

/** Where a key goes in the earlier answers. */
const HISTORY: Readonly<Record<string, 1 | -1>> = { up: -1, 'ctrl-p': -1, down: 1, 'ctrl-n': 1 };

/** The prompt with what was found for its line: all that the candidates have in common is put in. */
export function completePrompt<Cmd>(prompt: Prompt<Cmd>, line: string, found: Completion): Prompt<Cmd> {
  // Found for what is not typed any more.
  if (prompt.editor.before !== line) return prompt;
  const [first, ...more] = found.candidates;
  if (!first) return { ...prompt, problem: 'nothing completes this' };
  const common = more.reduce((text, each) => commonStart(text, each.text), first.text);
  const typed = line.slice(found.start);
  // What was typed in other letters, or in quotes, is never taken away.
  const text = more.length === 0 || common.length > typed.length ? common : typed;
  const before = line.slice(0, found.start) + text;
  return { ...withText(prompt, { ...prompt.editor, before }), completion: { ...found, at: null } };
}

function commonStart(one: string, other: string): string {
  let end = 0;
  while (end < one.length && one[end] === other[end]) end++;
  return one.slice(0, end);
}

/** The prompt with the next of the candidates. */
function chooseNext<Cmd>(prompt: Prompt<Cmd>, completion: OpenCompletion, by: 1 | -1): Prompt<Cmd> {
  const { candidates, start, at } = completion;
  const count = candidates.length;
  const next = at === null ? (by === 1 ? 0 : count - 1) : (at + by + count) % count;
  const before = prompt.editor.before.slice(0, start) + (candidates[next]?.text ?? '');
  return {
    ...withText(prompt, { ...prompt.editor, before }),
    completion: { ...completion, at: next },
  };
}

/** The prompt with an earlier answer; behind the latest one it is empty. */
function recall<Cmd>(prompt: Prompt<Cmd>, history: readonly string[], by: 1 | -1): Prompt<Cmd> {
  const at = Math.max(0, Math.min(history.length, (prompt.historyAt ?? history.length) + by));
  return { ...withText(prompt, lineOf(history[at] ?? '')), historyAt: at };
}

/** Pasted text joins what is typed. */
export function pasteInPrompt<Cmd>(prompt: Prompt<Cmd>, text: string): Prompt<Cmd> {
  return withText(prompt, insertText(prompt.editor, text));
}

/** The prompt with what was refused: at the question that it is about, the other answers kept. */
export function reopenPrompt<Cmd>(prompt: Prompt<Cmd>, problem: string): Prompt<Cmd> {
  const { refused } = prompt;
  const about = refused.findIndex((each) => each !== '' && problem.includes(`"${each}"`));
  const at = Math.max(0, about);
  return { ...prompt, answers: refused.slice(0, at), editor: lineOf(refused[at]), problem };
}

/** What is seen of a prompt. */
type ShownPrompt = Omit<Prompt<unknown>, 'finish'>;

export function currentQuestion({ questions, answers }: ShownPrompt): Question {
  return questions[answers.length] ?? questions[0];
}

function withText<Cmd>(
  { problem: _, completion: __, ...prompt }: Prompt<Cmd>,
  editor: LineEditor,
): Prompt<Cmd> {
  return { ...prompt, editor };
}

function answer<Cmd>({ problem: _, ...prompt }: Prompt<Cmd>): PromptStep<Cmd> {
  const { questions, answers, refused, editor, finish } = prompt;
  const text = textOf(editor).trim();
  if (text === '' && !currentQuestion(prompt).optional)
    return { type: 'typing', prompt: { ...prompt, problem: 'an answer is needed; Esc cancels' } };
  const all = [...answers, text];
  const next = questions[all.length];
  if (!next) return { type: 'answered', command: finish(all, { ...prompt, refused: all }) };
  const expected = lineOf(refused[all.length] ?? next.preset);
  return { type: 'typing', prompt: { ...prompt, answers: all, editor: expected } };
}

/** The lines of a prompt: the question with its answer, and below what is wrong or can be done. */
export function promptLines(
  prompt: ShownPrompt,
  width: number,
  ruler: Ruler,
  isSearching = false,
): StyledLine[] {
  const { label, examples } = currentQuestion(prompt);
  const keys = `Enter accepts   ${prompt.completes ? 'Tab completes   ' : ''}Esc cancels   ^U clears the line`;
  const below: StyledLine =
    prompt.completion && prompt.completion.candidates.length > 1
      ? candidatesLine(prompt.completion, width, ruler)
      : prompt.problem === undefined
        ? [
            {
              text: isSearching ? 'searching …' : examples === undefined ? keys : `${examples}   ${keys}`,
              look: 'muted',
            },
          ]
        : [{ text: `✗ ${sanitize(prompt.problem)}`, look: 'bad' }];
  return [...questionLines(label, prompt.editor, width, ruler), below];
}

/** The candidates that fit into a line, from one before the chosen one on. */
function candidatesLine({ candidates, at }: OpenCompletion, width: number, ruler: Ruler): StyledLine {
  const shown: Span[] = [];
  let room = width - String(candidates.length).length - 3;
  let from = Math.max(0, (at ?? 0) - 1);
  for (; from < candidates.length; from++) {
    const text = sanitize(candidates[from]?.shown ?? '');
    room -= ruler.width(text) + 2;
    if (room < 0) break;
    shown.push({ text, look: from === at ? ['bold', 'accent'] : 'muted' }, { text: '  ' });
  }
  const rest = candidates.length - from;
  return rest === 0 ? shown : [...shown, { text: `+ ${rest}`, look: 'muted' }];
}

/** The least columns that the answer gets, and its share where there are more. */
const MIN_ANSWER_COLUMNS = 24;
const ANSWER_SHARE = 0.4;

/** The columns that a question leaves to its answer where it needs several lines, and how many it has at most. */
const SHORT_ANSWER_COLUMNS = 8;
const MAX_QUESTION_LINES = 3;

const labelColumnsOf = (width: number): number =>
  Math.max(8, width - Math.max(MIN_ANSWER_COLUMNS, Math.floor(width * ANSWER_SHARE)));

const askedText = (label: string): string => {
  const text = sanitize(label);
  return text + (text.endsWith('?') ? '' : ':');
};

/** A question that is too long to leave its answer room is not cut, but put in several lines. */
function questionLines(label: string, editor: LineEditor, width: number, ruler: Ruler): StyledLine[] {
  const asked = askedText(label);
  if (ruler.width(asked) <= labelColumnsOf(width)) return [promptLine(label, editor, width, ruler)];
  const lines = wrapWords(asked, width - SHORT_ANSWER_COLUMNS, MAX_QUESTION_LINES, ruler);
  const last = lines.pop() ?? '';
  return [
    ...lines.map((text): StyledLine => [{ text, look: 'bold' }]),
    answerLine(last, editor, width, ruler),
  ];
}

/** A label with the typed answer, in one line. A long answer is cut so that the cursor stays visible. */
export function promptLine(label: string, editor: LineEditor, width: number, ruler: Ruler): StyledLine {
  return answerLine(ruler.cut(askedText(label), labelColumnsOf(width)), editor, width, ruler);
}

function answerLine(asked: string, editor: LineEditor, width: number, ruler: Ruler): StyledLine {
  const before = endOf(sanitize(editor.before), Math.max(8, width - ruler.width(asked) - 2), ruler);
  return [
    { text: `${asked} `, look: 'bold' },
    { text: `${before}▏${sanitize(editor.after)}`, look: 'accent' },
  ];
}

/** The end of a text that is wider than so many columns. */
function endOf(text: string, columns: number, ruler: Ruler): string {
  if (ruler.width(text) <= columns) return text;
  const glyphs = glyphsOf(text);
  let from = glyphs.length;
  for (let used = 0; from > 0; from--) {
    used += ruler.width(glyphs[from - 1] ?? '');
    if (used > columns) break;
  }
  return glyphs.slice(from).join('');
}

import { sanitize } from '../../../domain/terminal-text.ts';
import type { StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
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
  /** What is wrong with what is typed. */
  readonly problem?: string;
  /** The command that the answers make; it holds the prompt, which comes back where the command is refused. */
  readonly finish: (answers: readonly string[], prompt: Prompt<Cmd>) => Cmd;
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
  | { readonly type: 'answered'; readonly command: Cmd };

export function promptKey<Cmd>(prompt: Prompt<Cmd>, key: string): PromptStep<Cmd> {
  if (key === 'escape') return { type: 'cancelled' };
  if (key === 'enter') return answer(prompt);
  if (prompt.history && (key === 'up' || key === 'down'))
    return { type: 'typing', prompt: recall(prompt, prompt.history, key === 'up' ? -1 : 1) };
  const editor = applyKey(prompt.editor, key);
  return { type: 'typing', prompt: editor ? withText(prompt, editor) : prompt };
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

function withText<Cmd>({ problem: _, ...prompt }: Prompt<Cmd>, editor: LineEditor): Prompt<Cmd> {
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

/** The two lines of a prompt: the question with its answer, and what is wrong or can be done. */
export function promptLines(
  prompt: ShownPrompt,
  width: number,
  ruler: Ruler,
  isSearching = false,
): [StyledLine, StyledLine] {
  const { label, examples } = currentQuestion(prompt);
  const keys = 'Enter accepts   Esc cancels   ^U clears the line';
  const below: StyledLine =
    prompt.problem === undefined
      ? [
          {
            text: isSearching ? 'searching …' : examples === undefined ? keys : `${examples}   ${keys}`,
            look: 'muted',
          },
        ]
      : [{ text: `✗ ${sanitize(prompt.problem)}`, look: 'bad' }];
  return [promptLine(label, prompt.editor, width, ruler), below];
}

/** The least columns that the answer gets, and its share where there are more. */
const MIN_ANSWER_COLUMNS = 24;
const ANSWER_SHARE = 0.4;

/** A label with the typed answer, in one line. A long answer is cut so that the cursor stays visible. */
export function promptLine(label: string, editor: LineEditor, width: number, ruler: Ruler): StyledLine {
  const labelColumns = width - Math.max(MIN_ANSWER_COLUMNS, Math.floor(width * ANSWER_SHARE));
  const text = sanitize(label);
  const asked = ruler.cut(text + (text.endsWith('?') ? '' : ':'), Math.max(8, labelColumns));
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

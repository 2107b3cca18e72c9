import type { Question } from './prompt.ts';

/** A change that an undo or redo is about. */
export interface Reversal {
  readonly direction: 'undo' | 'redo';
  readonly change: number;
  /** What it did, and when. */
  readonly sentence: string;
  /** Whether this screen made it. */
  readonly isOwn: boolean;
}

/** Asks whether a change is undone or redone that the screen has not made. */
export function reversalQuestion({ direction, sentence }: Reversal, screen: string): Question {
  return {
    label: `${direction === 'undo' ? 'Undo' : 'Redo'} ${sentence}?`,
    examples: `y ${direction}es it; it was not done ${screen}`,
    optional: true,
  };
}

/** Whether an answer to that question agrees. */
export const agrees = (answer: string | undefined): boolean => /^y(es)?$/i.test(answer ?? '');

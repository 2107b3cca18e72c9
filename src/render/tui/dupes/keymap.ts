import type { Decision, PairCard } from './port.ts';

export type DedupeAction = Decision | 'skip' | 'undo' | 'earlier' | 'later' | 'quit' | 'interrupt';

/** A key of the review. */
export interface Binding {
  readonly keys: readonly [string, ...string[]];
  readonly does: DedupeAction;
  /** For the foot of the screen; keys without one go unsaid. */
  readonly label?: string;
}

const MERGING: readonly Binding[] = [
  { keys: ['1', 'left'], does: 'keep one', label: 'keep the left' },
  { keys: ['2', 'right'], does: 'keep other', label: 'keep the right' },
];

const CONVERTING: readonly Binding[] = [{ keys: ['c'], does: 'convert', label: 'the lead is that contact' }];

const ALWAYS: readonly Binding[] = [
  { keys: ['n'], does: 'two', label: 'they are two' },
  { keys: ['s', ' '], does: 'skip', label: 'skip' },
  { keys: ['u'], does: 'undo', label: 'undo' },
  { keys: ['q'], does: 'quit', label: 'quit' },
  { keys: ['up', 'k'], does: 'earlier' },
  { keys: ['down', 'j'], does: 'later' },
  { keys: ['ctrl-c'], does: 'interrupt' },
];

const AFTER: ReadonlySet<DedupeAction> = new Set<DedupeAction>(['undo', 'quit', 'interrupt']);

/** The keys for a pair; without one, those that are left. */
export function keymap(card: PairCard | null): readonly Binding[] {
  if (!card) return ALWAYS.filter(({ does }) => AFTER.has(does));
  return [...(card.way === 'merge' ? MERGING : CONVERTING), ...ALWAYS];
}

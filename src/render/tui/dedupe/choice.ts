import { showMessage } from '../runtime/message.ts';
import type { Decision, FieldComparison, PairCard, Side } from './port.ts';
import type { DedupeState } from './state.ts';

/** Whether both records say the same. */
export const isSame = ({ one, other }: FieldComparison): boolean => one.toLowerCase() === other.toLowerCase();

/** The fields in which the records differ: where the cursor goes, after the records themselves. */
export const differingRows = ({ rows }: PairCard): FieldComparison[] => rows.filter((row) => !isSame(row));

/** How far the cursor goes: over the records and all fields that are shown. */
export const lastRow = ({ card, isDetailed }: DedupeState): number =>
  card ? (isDetailed ? card.rows : differingRows(card)).length : 0;

const otherSide = (side: Side): Side => (side === 'one' ? 'other' : 'one');

/** Whose value stays: the one that was chosen, else that of the record that stays, else what there is. */
export function keptSide({ picks, keep }: DedupeState, row: FieldComparison): Side {
  const side = picks.get(row.name) ?? keep;
  return row[side] === '' ? otherSide(side) : side;
}

/** The state with the record or the value of one side chosen at the cursor. */
export function choose(state: DedupeState, side: Side): DedupeState {
  const { card, cursor, picks } = state;
  const cleared = { ...state, message: null };
  if (cursor === 0 || !card) return { ...cleared, keep: side };
  const row = differingRows(card)[cursor - 1];
  const refuse = (why: string) => showMessage(state, 'info', why);
  if (!row) return refuse('it is the same in both');
  if (row.areBothKept) return refuse(`${row.label}: both are kept`);
  if (!row.isChoice) return refuse(`${row.label} follows from the record that stays`);
  if (row[side] === '') return refuse(`${row.label} is empty there: there is nothing to take`);
  return { ...cleared, picks: new Map([...picks, [row.name, side]]) };
}

/** How the pair becomes one as it is shown: who stays, and the fields that come from the other. */
export function shownMerge(state: DedupeState): { decision: Decision; taken: string[] } {
  const { card, keep } = state;
  const rows = card ? differingRows(card) : [];
  // What is blank in the record that stays is filled by itself.
  const taken = rows.filter((row) => row.isChoice && row[keep] !== '' && keptSide(state, row) !== keep);
  return { decision: keep === 'one' ? 'keep one' : 'keep other', taken: taken.map(({ name }) => name) };
}

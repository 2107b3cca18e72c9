import type { PhraseContext } from './phrase-context.ts';

/** Whether a day is a public holiday of the country that is meant; of an unknown country nothing is. */
export const isFreeDay = ({ holidayOn }: Pick<PhraseContext, 'holidayOn'>, date: string): boolean =>
  holidayOn !== null && holidayOn(date) !== null;

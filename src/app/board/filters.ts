import { isCrmError } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { filterLiteral, parseFilter } from '../../domain/filter/parse.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { readLinks } from '../../store/formulas.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';

/** Reads filters of deals, each at the time of now. Both throw `usage`. */
interface DealFilters {
  /** An expression. */
  read(text: string): Condition;
  /** What is typed on a board: an expression, or words that a deal has; undefined for nothing. */
  readTyped(text: string): Condition | undefined;
}

export async function dealFilters({
  store,
  clock,
  user,
  currency,
  timeSettings,
}: Deps): Promise<DealFilters> {
  const fields = await fieldsOf(store, OPP);
  const links = await readLinks(store.db);
  const read = (text: string) =>
    parseFilter(text, fields, {
      now: clock.now(),
      timeSettings,
      user,
      currency,
      nouns: store.db.nouns.names,
      linked: { noun: OPP.noun, links },
    });
  return { read, readTyped: (text) => readFilter(text, fields, read) };
}

/** The condition that all of these make; undefined for none. */
export function allOf(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const given = parts.filter((part) => part !== undefined);
  const [first, ...others] = given;
  return others.length === 0 ? first : { type: 'and', parts: given };
}

/** A filter expression, or words that occur in name, account, owner or next step. Throws `usage`. */
function readFilter(
  text: string,
  fields: readonly Field[],
  read: (text: string) => Condition,
): Condition | undefined {
  if (text.trim() === '') return undefined;
  try {
    return read(text);
  } catch (error) {
    if (!isCrmError(error) || !areWords(text, fields)) throw error;
    const words = text.trim().split(/\s+/).map(filterLiteral);
    return allOf(
      words.map((word) =>
        read(['name', 'account', 'owner', 'next_step'].map((field) => `${field} ~ ${word}`).join(' or ')),
      ),
    );
  }
}

/** Whether a text looks like search words rather than an unfinished expression. */
function areWords(text: string, fields: readonly Field[]): boolean {
  if (/[=<>~()"]/.test(text)) return false;
  const [first = '', ...others] = text.trim().toLowerCase().split(/\s+/);
  return others.length === 0
    ? first !== 'not'
    : !fields.some(({ name }) => name === first) && first !== 'not';
}

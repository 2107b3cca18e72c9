import { CrmError, helpOf } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import type { UnreadableValue } from '../../formats/record.ts';
import type { NounDefinition } from '../../nouns/definition.ts';

/** What cells say that their fields cannot hold. */
export interface KeptCells {
  /** Their fields, one for each cell. */
  readonly fields: readonly string[];
  /** Lines for the notes of the record: `Employees: 11-50`. */
  readonly text: string;
}

/** Days and times that say when the record itself was written. */
const WRITTEN: ReadonlySet<string> = new Set(['created_at', 'updated_at', 'stage_since']);
/** Choices that describe a record, and decide nothing. */
const DESCRIBING: ReadonlySet<string> = new Set(['rating', 'priority', 'direction', 'disposition']);
/** The address of an account of Microsoft Exchange, which no mail reaches from outside. */
const EXCHANGE_ADDRESS = /^\/o=.*\/cn=/i;

/** What people write for what is not known yet. */
const UNDECIDED =
  /^(?:t\.?b\.?[acd]\.?|\?+|unknown|open|pending|to be (?:determined|confirmed|announced|decided|agreed)|offen|unbekannt)$/i;
/** How likely something is, in words. */
const LIKELY = /^(?:very )?(?:high|medium|mid|low|likely|unlikely|hoch|mittel|niedrig|gering)$/i;
/** How much of a task is done. */
const PERCENT = /^\d{1,3}(?:[.,]\d+)?\s*%?$/;

/** The field for longer texts of a noun. */
function textFieldOf({ fields }: NounDefinition): Field | undefined {
  return fields.find(({ name }) => name === 'notes') ?? fields.find(({ name }) => name === 'body');
}

/** Whether a record can do without a value that its field cannot hold: then the text is kept, and the row is not rejected. */
function isSpare(
  { noun, essential }: NounDefinition,
  { field, text }: UnreadableValue,
  values: Row,
): boolean {
  const { name, type, custom, access } = field;
  if (
    UNDECIDED.test(text) &&
    ['money', 'date', 'datetime', 'integer'].includes(type) &&
    !/^(?:.+_)?id$/.test(name)
  )
    return true;
  switch (type) {
    case 'phone':
    case 'url':
    case 'number':
    case 'duration':
    case 'text':
      return field.form !== 'currency';
    case 'integer':
      return (
        typeof values[name] === 'number' ||
        (name === 'probability' ? LIKELY.test(text) : !/^(?:.+_)?id$/.test(name))
      );
    case 'bool':
      return custom === true;
    case 'money':
      return values[name] !== null || !essential.includes('amount');
    case 'date':
    case 'datetime':
      return (
        typeof values[name] === 'string' ||
        custom === true ||
        WRITTEN.has(name) ||
        (!essential.includes('time') && access !== 'computed')
      );
    case 'choice':
      return (
        DESCRIBING.has(name) ||
        (noun === 'activity' && name === 'type') ||
        (noun === 'task' && name === 'status' && PERCENT.test(text))
      );
    case 'email':
      return typeof values[name] === 'string' || EXCHANGE_ADDRESS.test(text);
    case 'list':
      return field.element === 'email' || field.element === 'phone';
    default:
      return false;
  }
}

/** The error of the first value that a record cannot do without; null if it can do without all of them. */
export function neededError(
  spec: NounDefinition,
  values: Row,
  unread: readonly UnreadableValue[],
): CrmError | null {
  if (unread.length === 0) return null;
  const hasNotes = textFieldOf(spec) !== undefined;
  const needed = unread.find((value) => !hasNotes || !isSpare(spec, value, values));
  if (!needed) return null;
  const { name, type, choices = [] } = needed.field;
  const { kind, message } = needed.error;
  if (name === 'id') return new CrmError(kind, `${name}: ${message}`, [{ code: 'unknown-number' }]);
  if (type !== 'choice') return new CrmError(kind, `${name}: ${message}`, helpOf(needed.error));
  return new CrmError(kind, `${name}: ${message}`, [
    { code: 'choice-not-there', field: name, text: needed.text, first: choices[0] ?? '' },
  ]);
}

/** Puts what a record can do without into its notes; null if there is nothing. */
export function keepUnread(
  spec: NounDefinition,
  values: Row,
  unread: readonly UnreadableValue[],
): KeptCells | null {
  const notes = unread.length === 0 ? undefined : textFieldOf(spec);
  if (!notes) return null;
  // An activity needs a type, and any text can be a note.
  for (const { field } of unread) if (field.name === 'type') values.type = 'note';
  const text = unread.map(({ field, text: cell }) => `${field.label}: ${cell}`).join('\n');
  const own = values[notes.name];
  values[notes.name] = typeof own === 'string' ? `${own}\n${text}` : text;
  return { fields: unread.map(({ field }) => field.name), text };
}

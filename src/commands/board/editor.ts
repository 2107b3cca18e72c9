import { readRecord } from '../../app/records/read.ts';
import type { Context } from '../../context.ts';
import { failed, usage } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import { editText } from '../../io/edit-text.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { EditedFields } from '../../render/tui/board/port.ts';
import { plainText } from '../../render/values.ts';
import { pickFields } from '../record/fields.ts';

/** Fields on one line each; the notes, which may have many lines, come last. */
const LINES = [
  'name',
  'account',
  'contact',
  'amount',
  'probability',
  'forecast',
  'close_date',
  'next_step',
  'source',
  'campaign',
  'owner',
] as const;
const NOTES = '--- notes ---';

/**
 * Opens the fields of a deal in the user's editor and returns those that were changed, as they were typed. Throws
 * `failed` when the editor does, and `usage` for a line that is no field.
 */
export async function editInEditor(ctx: Context, id: number): Promise<EditedFields> {
  const fields = pickFields([...LINES, 'notes'], OPP.fields);
  const found = await readRecord(await ctx.deps(), OPP, { id, fields, withRelated: false });
  if (!found) throw failed(`opp ${id} does not exist any more`);
  const { row } = found;
  const was = new Map(LINES.map((name) => [name, typedText(row[name] ?? null)]));
  const notesBefore = plainText(row.notes ?? null);
  const before = LINES.map((name) => `${name}: ${was.get(name)}`).join('\n');
  const edited = await editText(ctx.io.env, `opp-${id}.txt`, `${before}\n${NOTES}\n${notesBefore}\n`);
  const [head = '', notes = ''] = edited.split(`\n${NOTES}\n`);
  const changes = [
    ...fieldLines(head).filter(([name, value]) => was.get(name) !== value),
    ...(notes.trimEnd() === notesBefore.trimEnd() ? [] : [['notes', notes.trimEnd()] as const]),
  ];
  return { changes, seen: Object.fromEntries(changes.map(([name]) => [name, row[name] ?? null])) };
}

/** A value as it would be typed, in one line; an amount with its currency. */
export function typedText(value: Value): string {
  const text = plainText(value).replace(/\s+/g, ' ');
  return value !== null && typeof value === 'object' && 'currency' in value
    ? `${text} ${value.currency}`
    : text;
}

function fieldLines(text: string): [name: (typeof LINES)[number], value: string][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, field = '', value = ''] = /^([\w ]+?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      const name = LINES.find((each) => each === field.toLowerCase().replaceAll(' ', '_'));
      if (name === undefined) throw usage(`cannot read the line "${line}"`, `Fields: ${LINES.join(', ')}`);
      return [name, value];
    });
}

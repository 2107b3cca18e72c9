import type { ImportRemarks } from '../../../app/import/import-result.ts';
import { counted } from '../../../render/counts.ts';
import type { CellNote, ImportNotes, LeftRows, Namesake } from '../../../store/import/import-notes.ts';

/** Names that a message lists. */
const MAX_NAMES_LISTED = 10;

const FATES: Readonly<Record<CellNote['type'], string>> = {
  replaced: 'replaced by later rows of the same record',
  kept: 'not imported, the record keeps its own value',
  unread: 'not understood, kept as text in the notes',
  respelled: 'stored as their picklist spells them',
  shared: 'kept, though another contact has the same profile',
  overruled: 'not imported, the stage or status decides the field',
};

const LEFT: Readonly<Record<LeftRows['type'], string>> = {
  nobody: 'without a name, e-mail address or phone number',
  deleted: 'of records deleted there',
  part: 'with nothing but parts of the record above',
  order: 'of orders whose lines are here',
};

/** What is told of cells that are in no field after an import, and of records created under one name. */
export function noteLines(notes: ImportNotes): string[] {
  const { cells, leftRows, namesakes, moreNamesakes } = notes;
  const lines = relatedLines(notes);
  const left = leftRows.map(
    (rows) => `Not imported: ${counted(rows.count, 'row')} ${LEFT[rows.type]} (${linesText(rows)})`,
  );
  lines.push(...left);
  for (const type of Object.keys(FATES) as CellNote['type'][]) {
    const notes = cells.filter((note) => note.type === type);
    if (notes.length === 0) continue;
    const count = notes.reduce((sum, note) => sum + note.cells, 0);
    const fields = notes.map((note) => `${note.field} (${linesText(note)})`);
    lines.push(`${counted(count, 'cell')} ${FATES[type]}: ${fields.join(', ')}`);
  }
  if (namesakes.length > 0) {
    const more = namesakes.length - MAX_NAMES_LISTED + moreNamesakes;
    const first = namesakes.slice(0, MAX_NAMES_LISTED).map((same) => `${same.name} (${linesText(same)})`);
    lines.push(
      `Created as different records of one name: ${first.join(', ')}${more > 0 ? ` and ${counted(more, 'more name')}` : ''}`,
    );
  }
  return lines;
}

function linesText({ lines, count }: Pick<Namesake, 'lines' | 'count'>): string {
  const more = count > lines.length ? ' …' : '';
  return `${count === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more}`;
}

/** What was created because rows name it: `also created: 12 accounts (Acme, Globex …), 1 user (Jane Roe)`. */
function relatedLines({ related }: ImportNotes): string[] {
  const parts = related.map(({ noun, count, names }) => {
    const more = count > names.length ? ' …' : '';
    return `${counted(count, noun)}${names.length === 0 ? '' : ` (${names.join(', ')}${more})`}`;
  });
  return parts.length === 0 ? [] : [`Also created, as rows name them: ${parts.join(', ')}`];
}

/** What is told of the columns and phones of a file, and of ids; `noun` is what its rows became. */
export function warningLines(noun: string, { warnings, phones, placeless }: ImportRemarks): string[] {
  const lines = [...warnings];
  if (phones.callingCode !== null)
    lines.push(`phones without a country are read as those of +${phones.callingCode}, which most have`);
  if (phones.unread > 0) {
    const more = phones.lineCount - phones.lines.length;
    const where = `${phones.lineCount === 1 ? 'line' : 'lines'} ${phones.lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    const own = phones.ownFields.length === 0 ? '' : ` in ${phones.ownFields.join(', ')}`;
    const search = `find them with crm ${noun} list --where 'invalid_phones is not empty'`;
    const way = phones.isAllOwn ? own : `${own && `${own} too`}, ${search}`;
    lines.push(`${counted(phones.unread, 'phone')} not understood: ${where}; kept as typed${way}`);
  }
  for (const [relation, count] of placeless)
    lines.push(
      `${count} ${count === 1 ? 'id names' : 'ids name'} a second ${relation}: only the first counts`,
    );
  return lines;
}

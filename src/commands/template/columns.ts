import type { Row } from '../../domain/field.ts';
import type { MailTemplate } from '../../store/templates.ts';
import type { ListColumn } from '../listing.ts';

/** Columns of templates. */
export const TEMPLATE_COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name of the template' },
  { name: 'subject', label: 'Subject', type: 'text', help: 'its subject' },
  { name: 'body', label: 'Text', type: 'text', help: 'its text, in Markdown' },
  { name: 'updated_at', label: 'Changed', type: 'datetime', help: 'when it was changed last' },
];

/** A template as a line of a list. */
export function templateRow({ name, subject, body, updatedAt }: MailTemplate): Row {
  return { id: name, name, subject, body, updated_at: updatedAt };
}

/** Says which names of a template are no fields. */
export function strangeNote(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const [first] = names;
  return [`no field of any record: ${names.join(', ')}; give it when it is used: --set ${first}=…`];
}

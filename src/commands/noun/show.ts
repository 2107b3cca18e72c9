import { listCustomFields } from '../../app/team/custom-fields.ts';
import { findNoun } from '../../app/team/nouns.ts';
import type { Noun, Value } from '../../domain/field.ts';
import { command } from '../command.ts';
import { FIELD_COLUMNS, fieldRow } from '../field/field-table.ts';

export default command({
  summary: 'show a noun of your own, with its fields',
  examples: [
    'noun add site --field "state:choice:planned,open" --relates account && crm noun show site',
    'noun add depot --relates account && crm noun show depot --json',
  ],
  configure: (c) => c.argument('<noun>', 'the noun'),
  async run({ args: [text] }, ctx) {
    const deps = await ctx.deps();
    const { name, plural, label, title, relates, records } = await findNoun(deps, text);
    const fields = await listCustomFields(deps, [name as Noun]);
    const about = (key: string, words: string, value: Value, type: 'text' | 'list' | 'integer' = 'text') => ({
      column: { name: key, label: words, type },
      value,
    });
    return {
      type: 'records',
      records: [
        {
          title: `noun ${name}`,
          noun: 'noun',
          fields: [
            about('name', 'Name', name),
            about('plural', 'Plural', plural),
            about('label', 'Label', label),
            about('title', 'Named by', title),
            about('relates', 'Relates to', relates, 'list'),
            about('records', 'Records', records, 'integer'),
          ],
          sections: [
            {
              title: 'Fields',
              columns: FIELD_COLUMNS.filter((column) => column.name !== 'noun'),
              rows: fields.map(fieldRow),
              empty: `no custom fields: crm field add ${name} <name> --type …`,
            },
          ],
        },
      ],
    };
  },
});

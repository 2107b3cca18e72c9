import type { Field, Noun } from '../../../src/domain/field.ts';
import { personKey } from '../../../src/domain/matching.ts';
import { defineNoun } from '../../../src/nouns/definition.ts';
import { plain, related, tags } from '../../../src/nouns/shared/columns.ts';
import {
  CAMPAIGN,
  EXTERNAL,
  ID,
  NOTES,
  OWNER,
  relation,
  TAGS,
  TIMESTAMPS,
} from '../../../src/nouns/shared/common-fields.ts';
import { textOf } from '../../../src/nouns/shared/naming.ts';
import { documents, nextAndTimeline } from '../../../src/nouns/shared/related.ts';
import { BY_OWNER, BY_TAG, shortcut } from '../../../src/nouns/shared/shortcuts.ts';
import type { RecordVerbs } from '../../../src/nouns/shared/verbs.ts';

const toyFields = (): readonly Field[] => [
  ID,
  { name: 'name', type: 'text', label: 'Name', access: 'edit', help: 'what it is called' },
  {
    name: 'colour',
    type: 'choice',
    choices: ['red', 'green', 'blue'],
    label: 'Colour',
    access: 'edit',
    help: 'its colour',
    synonyms: ['paint'],
  },
  { name: 'price', type: 'money', label: 'Price', access: 'edit', help: 'what it costs' },
  {
    name: 'currency',
    type: 'text',
    form: 'currency',
    label: 'Currency',
    access: 'import',
    help: 'ISO 4217 code of the price',
  },
  {
    name: 'bought_on',
    type: 'date',
    past: true,
    label: 'Bought on',
    access: 'edit',
    help: 'when it was bought',
  },
  ...relation('lead', 'Lead', 'lead', 'who plays with it'),
  OWNER,
  CAMPAIGN,
  TAGS,
  NOTES,
  ...EXTERNAL,
  ...TIMESTAMPS,
];

const toyVerbs = (): RecordVerbs => ({
  add: {
    examples: ['toy add "Ball" --colour red'],
    title: { help: 'name of the toy', values: (name) => ({ name }) },
    asked: ['name', 'colour'],
  },
  list: { examples: ['toy list'] },
  show: { shows: 'card', examples: ['toy show 1'] },
  edit: { examples: ['toy edit 1 --colour blue'], asked: ['name', 'colour'] },
  rm: { examples: ['toy rm 1 --yes'] },
  import: { examples: ['toy import toys.csv'] },
  export: { examples: ['toy export'] },
});

/** A noun that no file of the program knows. */
export const TOY = defineNoun(
  {
    noun: 'toy' as string as Noun,
    plural: 'toys',
    aliases: ['toys'],
    summary: 'things to play with',
    namesCampaign: true,
    attached: ['documents', 'timeline'],
    onPages: { columns: ['id', 'name', 'colour'], sort: ['name', false] },
    verbs: toyVerbs,
  },
  () => ({
    fields: toyFields(),
    columns: () => ({
      from: 'toy',
      sortIndexes: ['name'],
      columns: {
        ...plain(
          'toy',
          'id',
          'currency',
          'colour',
          'bought_on',
          'campaign',
          'notes',
          'external_id',
          'created_at',
          'updated_at',
        ),
        name: { value: 'toy.name', sort: 'toy.name_key' },
        price: { value: 'toy.price_minor', currency: 'toy.currency' },
        external_source: { value: "nullif(toy.external_source, '')" },
        ...related('toy', 'lead', 'lead'),
        ...related('toy', 'owner', 'user'),
        ...tags('toy'),
      },
    }),
    listColumns: ['id', 'name', 'colour', 'price', 'lead'],
    defaultSort: 'name',
    match: { keys: [], content: ['name_key'], also: [] },
    when: 'created_at',
    essential: [],
    owner: 'owner',
    title: 'name',
    names: [{ column: 'name', key: { column: 'name_key', of: personKey }, hint: 'colour' }],
    naming: {
      missing: 'a toy needs a name',
      compute(columns) {
        const name = textOf(columns.name);
        return name ? { name, name_key: personKey(name) } : null;
      },
    },
    search: { title: ['name'], body: ['colour', 'notes'] },
    children: [{ table: 'tagging', column: 'toy_id', onRemove: 'remove', uniqueBy: 'lower(tag)' }],
    rules: {},
    shortcuts: [shortcut('colour', 'colour', 'colour', 'of this colour'), BY_OWNER, BY_TAG],
    headline: ['price'],
    sections: [documents('toy' as Noun), ...nextAndTimeline('toy' as Noun)],
  }),
);

import type { RecordVerbs } from '../shared/verbs.ts';

export function accountVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'account add "Fernweh Travel Ltd" --kind customer --website fernweh.example',
        'account add "Maria Silva" --kind person --city Lisbon --tag donor',
      ],
      title: { help: 'name of the company or person', values: (name) => ({ name }) },
      asked: ['name', 'kind', 'website', 'industry', 'phone', 'city', 'country', 'notes'],
    },
    list: {
      examples: [
        'account list --kind customer',
        "account list --where 'employees >= 50' --sort -employees --csv",
      ],
    },
    show: {
      shows: 'fields, people, deals, next steps, history',
      examples: ['account show 3', 'account show 3 --json'],
    },
    edit: {
      examples: [
        'account edit 3 --kind partner --industry Travel',
        'account edit 3 --parent 1',
        'account edit 3 --team "ann (sales engineer)" --domain acme.io --domain acme.de',
      ],
      asked: ['name', 'kind', 'website', 'industry', 'employees', 'phone', 'city', 'country', 'notes'],
    },
    rm: { examples: ['account rm 11 --yes'] },
    import: {
      examples: [
        'account import accounts.csv --dry-run',
        'account import accounts.csv --map notes=- --create owner',
      ],
    },
    export: { examples: ['account export --kind customer', 'account export --json --output accounts.json'] },
  };
}

import { splitName } from '../../domain/person-name.ts';
import type { RecordVerbs } from '../shared/verbs.ts';

export function leadVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'lead add "Jane Doe" --company Acme --email jane@acme.example --source expo',
        'lead add --company "Blue Ltd" --phone "+44 20 7946 0958" --tag hot --tag uk',
      ],
      title: { help: 'name of the person', values: splitName },
      asked: ['first_name', 'last_name', 'company', 'email', 'phone', 'source', 'notes'],
    },
    list: {
      examples: [
        'lead list --status new --limit 20',
        "lead list --where 'score >= 50 and country = US' --sort -score --csv",
      ],
    },
    show: { shows: 'fields, next steps, history', examples: ['lead show 42', 'lead show 42 --json'] },
    edit: {
      examples: ['lead edit 42 --score 80 --rating hot', 'lead edit 42 --notes "met at the fair"'],
      asked: ['company', 'title', 'email', 'phone', 'status', 'rating', 'score', 'source', 'notes'],
    },
    rm: { examples: ['lead rm 42 --yes', 'lead rm 43 44 --yes'], force: 'also remove converted leads' },
    import: {
      examples: [
        'lead import leads.csv --dry-run',
        'lead import leads.csv --default source=expo --rejects refused.csv',
      ],
    },
    export: {
      examples: [
        'lead export --output leads.csv',
        "lead export --where 'status = qualified' --columns name,company,email,phone",
      ],
    },
  };
}

import { splitName } from '../../domain/person-name.ts';
import type { RecordVerbs } from '../shared/verbs.ts';

export function contactVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'contact add "Jane Doe" --account 3 --title "Head of Sales" --email jane.doe@fernweh.example',
        'contact add "Ali Khan" --account 3 --other-account 4 --phone "+44 20 7946 0958"',
      ],
      title: { help: 'name of the person', values: splitName },
      asked: ['first_name', 'last_name', 'account', 'title', 'email', 'phone', 'notes'],
    },
    list: { examples: ['contact list --limit 20', "contact list --where 'email is empty' --sort account"] },
    show: {
      shows: 'fields, deals, next steps, history',
      examples: [
        'contact show 7',
        'contact show 7 --json',
        'contact edit 7 --linkedin jane && crm contact show linkedin.com/in/jane',
      ],
    },
    edit: {
      examples: [
        'contact edit 7 --title CEO --tag champion',
        'contact edit 7 --other-account "3 (since 2024-01-01)" --other-account 4',
        'contact edit 7 --related-contact "9 (assistant)"',
      ],
      asked: ['account', 'title', 'email', 'phone', 'linkedin', 'notes'],
    },
    rm: { examples: ['contact rm 7 --yes', 'contact rm 8 9 --yes'] },
    import: {
      examples: [
        'contact import contacts.csv --create account',
        'contact import contacts.csv --on-match skip',
        'contact export -o phone.vcf && crm contact import phone.vcf',
      ],
    },
    export: {
      examples: [
        'contact export --output contacts.csv',
        'contact export --account Acme --vcard -o acme.vcf',
        'contact export --account Acme --columns name,title,email,phone',
      ],
    },
  };
}

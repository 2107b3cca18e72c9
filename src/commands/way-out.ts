import type { WayOut } from '../domain/way-out.ts';
import { flagOf } from './record/input.ts';

/** What somebody can do about a finding, mostly the command to type. */
export function wayOutText(wayOut: WayOut): string {
  switch (wayOut.type) {
    case 'restore':
      return 'restore a backup, or correct it with the sqlite3 program';
    case 'repair':
      return 'crm doctor --repair puts it right';
    case 'edit-field':
      return `crm ${wayOut.noun} edit ${wayOut.id} --${flagOf({ name: wayOut.field })} …`;
    case 'edit-custom-field':
      return `crm ${wayOut.noun} edit ${wayOut.id} --set <field>=…`;
    case 'import-field':
      return `import the columns id and ${wayOut.field} with the right value: crm ${wayOut.noun} import <file>`;
    case 'edit-named':
      return `crm ${wayOut.noun} edit ${JSON.stringify(wayOut.name)} …`;
    case 'remove':
      return `crm ${wayOut.noun} rm ${JSON.stringify(wayOut.ref)}`;
    case 'choose-usual-cadence':
      return 'crm cadence edit <name> --usual';
    case 'unarchive-pipeline':
      return 'crm pipeline edit <name> --unarchive';
    case 'add-stage': {
      const stage = wayOut.kind === 'open' ? '<name:chance>' : wayOut.kind;
      return `crm pipeline edit ${JSON.stringify(wayOut.pipeline)} --add-stage ${stage}`;
    }
    case 'clear-parent':
      return `crm account edit ${wayOut.account} --parent ""`;
    case 'add-picklist-value':
      return `crm picklist add ${wayOut.list} …`;
    case 'merge-picklist-values':
      return `see crm picklist merge ${wayOut.list} --suggest`;
    case 'list-invalid-phones':
      return `list them: crm ${wayOut.noun} list --where 'invalid_phones is not empty'`;
    case 'remove-unneeded-files':
      return '`crm doctor --repair` removes what is not needed';
    case 'edit-rule':
      return `crm rule edit ${wayOut.rule} … or crm rule disable ${wayOut.rule}`;
    case 'show-rule':
      return `crm rule show ${wayOut.rule}`;
    case 'enable-webhook':
      return `crm webhook edit ${wayOut.webhook} --enable`;
    case 'list-webhook-failures':
      return `crm webhook log ${wayOut.webhook} --failed`;
    case 'list-mails':
      return `crm mail list --${wayOut.state}`;
    case 'fetch-mail':
      return 'crm mail fetch';
    case 'check-notifications':
      return 'crm config get notify';
  }
}

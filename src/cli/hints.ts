import { formatDay } from '../domain/dates/format-day.ts';
import type { ErrorCode, ErrorDetail } from '../domain/error-details.ts';
import type { CrmError } from '../domain/errors.ts';
import { recordText, refText } from '../domain/record-ref.ts';
import { shellQuote } from '../domain/split-line.ts';

const MAX_HEADERS_LISTED = 12;

/** The way out of an error by its code: commands to type. */
const HINTS: {
  readonly [C in ErrorCode]: (
    detail: Extract<ErrorDetail, { readonly code: C }>,
  ) => string | readonly string[];
} = {
  'acting-user': () => 'Act as another user: --user <name>',
  'amount-of-lines': ({ id }) =>
    `Change them: crm line list --opp ${id}   then: crm line edit <ref> --quantity 12`,
  'ambiguous-conversion': ({ noun, candidates, isElsewhere }) => [
    ...candidates.map((one) => `  ${refText(one)}  ${one.title}`),
    isElsewhere
      ? `Use it, with its account: --contact ${candidates[0]?.id}   or create a new one: --new-contact`
      : `Name one: --${noun} <number>   or create a new one: --new-${noun}`,
  ],
  'ambiguous-row': () => 'Merge them: crm dupes   Or name one by its number, in a column id',
  'broken-segment': ({ name, original }) => [...hintsOf(original), `Remove it: crm segment rm ${name}`],
  'cadence-exists': ({ name }) => `Change it: crm cadence edit ${name} …`,
  'cadence-in-use': ({ name }) =>
    `Give them another: crm lead list --where 'cadence = "${name}"' -f ids | crm lead edit - --cadence ""`,
  'change-is-undo': ({ id }) => `Redo it: crm redo ${id}`,
  'change-not-undone': ({ id }) => `Undo it: crm undo ${id}`,
  'change-undone': ({ id }) => `Redo it: crm redo ${id}`,
  'changed-later': ({ by }) => {
    if (by === null) return 'See all changes: crm history';
    return by.isUndo ? `Redo that first: crm redo ${by.id}` : `Undo that first: crm undo ${by.id}`;
  },
  'choices-missing': () => 'Give them: --choices low,high',
  'choices-of-no-choice': () => 'Use --type choice',
  'closing-stage': ({ id, kind }) => `Close it: ${kind === 'won' ? `crm opp win ${id}` : lose(id)}`,
  'conversion-needed': ({ id }) => `Convert it: crm lead convert ${id ?? '<lead>'}`,
  'conversion-stage-closed': () => 'Convert it into an open stage, then: crm opp win or crm opp lose',
  'damaged-database': () =>
    'Find the problem: crm doctor   To use a backup: name it with --db, or copy it over the database and remove the -wal and -shm files.',
  'database-locked': () =>
    'Nothing was changed. Close the program that is writing, or wait longer: crm config set wait_for_lock 5m',
  'database-not-empty': () => [
    'Import it into a new one: crm --db new.db import all …',
    'To add records of one noun to existing ones: crm lead import …',
  ],
  'disk-fault': () => 'Check the disk, then `crm doctor`.',
  'do-not-call': () => 'To log a call anyway, give the reason: --override-reason "…"',
  'document-is-link': ({ id }) => `Open it: crm doc open ${id}`,
  'document-without-file': () =>
    'Add a file: crm doc add <record> <file>   In an import, a link: --map "Their column=url"',
  'duplicate-record': ({ existing, noun }) =>
    `Change it: crm ${existing.noun} edit ${existing.id} …   Add another ${noun} anyway: --force`,
  'empty-database-file': () =>
    'Put a backup in its place, name another with --db or CRM_DB, or remove it: the first record creates a new one.',
  'field-exists': ({ name, isCustom }) =>
    isCustom ? 'See all: crm field list' : `Set it with an option or --set ${name}=…`,
  'field-in-use': ({ noun, name }) =>
    `See them: crm ${noun} list --where '${name} is not empty'   To remove it with its values: --force`,
  'file-of-other-program': ({ missing }) => [
    `Such files have, for example, ${quoteNames(missing)}`,
    'Leave out --preset to detect the program, or use --preset none',
  ],
  'file-without-name': ({ file, headers, field, id }) => [
    `Columns: ${headers.join(', ')}`,
    `Assign it: --map '${file}:<column>=${field}'${id === null ? '' : `, or use the id: --map '${file}:${id}=external_id,${field}'`}`,
    `Or skip the file: --noun '${file}=-'`,
  ],
  'first-stage': ({ id }) => `Give it up: ${lose(id)}`,
  'foreign-database': () => 'Name another file with --db or CRM_DB; crm creates it if it is missing.',
  'id-of-another-row': () => "Give each record its own id, or leave out the ids: --map 'their header=-'",
  'label-of-nothing': ({ field, address, known }) =>
    `Give all that it is to have: ${[...known.map((each) => `--${field} ${shellQuote(each)}`), `--${field} ${shellQuote(`work: ${address}`)}`].join(' ')}`,
  'last-pipeline': () => 'Add another first: crm pipeline add …',
  'last-stage': ({ id }) => `Close it: crm opp win ${id}   or: ${lose(id)}`,
  'lead-claimed': ({ until }) => `The claim lasts until ${formatDay(until)} at most. Take another: crm call`,
  'lead-converted': ({ became, isRemoval }) => [
    ...(became ? [`Work with those, for example: crm ${became.noun} show ${became.id}`] : []),
    ...(isRemoval ? ['It shows where they came from. To remove it anyway: --force'] : []),
  ],
  'lead-disqualified': ({ id }) => `Qualify it first: crm lead qualify ${id}`,
  'level-exists': ({ name }) => `Change it: crm sla edit ${name} …`,
  'level-in-use': ({ name }) =>
    `Give them another: crm case list --all --where 'sla = "${name}"' -f ids | crm case edit - --sla ""`,
  'level-without-times': () => 'Give --first-response 1h, --resolve 8h or both.',
  'no-callback': ({ id }) => `Log a call with one: crm log call ${id} -o callback --next "tue 3pm"`,
  'meeting-not-planned': ({ id }) => `Plan it again first: crm meeting edit ${id} --status planned`,
  'merge-of-accounts': ({ keep, other }) =>
    `If these are the same, merge them first: crm merge account:${keep} account:${other}`,
  'merge-of-closed': ({ keep, other, isKeptOpen }) =>
    isKeptOpen
      ? `Keep the closed one: crm merge opp:${other} opp:${keep}`
      : `A deal has only one end; reopen one first: crm opp reopen ${other}`,
  'merge-of-parent': ({ noun, id }) =>
    `If that is wrong, correct it first: crm ${noun} edit ${id} --parent ""`,
  'merge-of-pipelines': ({ id, pipeline }) => `Move it first: crm opp edit ${id} --pipeline "${pipeline}"`,
  'missing-database': () =>
    'Name another with --db or CRM_DB; adding the first record creates it: crm lead add, crm lead import',
  'missing-relation': ({ noun, name, original }) => [
    ...hintsOf(original),
    `Add it first: crm ${noun} add "${name}"`,
  ],
  'name-taken': ({ noun }) => seeAll(noun),
  'newer-database': () => 'Update crm, or name another database with --db.',
  'next-missing': () => 'Give it: --next "tue 3pm"',
  'no-claim': () => 'Take one: crm call   Or name one: crm call skip 42',
  'no-claim-here': () => 'Take the next one: crm call   Or name one: crm call 42',
  'not-a-demo': () => 'Name another file with --path.',
  'no-custom-field': ({ near, names }) => {
    if (near !== null) return `Did you mean "${near}"?`;
    return names.length > 0 ? `One of: ${names.join(', ')}` : 'There are none yet: crm field list';
  },
  'no-database-file': () => 'Name a database file with --db or CRM_DB.',
  'no-known-column': ({ noun, headers, fields }) => [
    `Columns: ${quoteNames(headers.slice(0, MAX_HEADERS_LISTED))}`,
    `Assign them: --map 'Their header=${fields[0]}'   Fields: crm ${noun} list --columns ?`,
    `If the first line is no header: --no-header --columns ${fields.join(',')},…`,
  ],
  'no-next-call': () => 'Leave out --next.',
  'no-number': ({ of, number }) => `Add it: crm ${of.noun} edit ${of.id} --phone "${number}"`,
  'no-permission': () => 'Check the permissions of the file and its folder, or name another with --db.',
  'no-picklist-value': ({ list, value, near }) =>
    `${near === null ? '' : `Did you mean "${near}"?   `}See all: crm picklist show ${list}   Add it: crm picklist add ${list} ${shellQuote(value)}`,
  'no-record': ({ noun, near }) =>
    near === null ? seeAll(noun) : `Did you mean  ${recordText(near)}?   ${seeAll(noun)}`,
  'no-stage-of-kind': () => 'Add one: crm pipeline edit --help',
  'not-a-database': () =>
    'Name the right file with --db or CRM_DB; the first record creates a missing one. If the database is damaged, put a backup in its place.',
  'nothing-to-revert': () => 'See all changes: crm history',
  'not-prospected': ({ leadId }) =>
    `Log a call all the same: crm log call ${leadId} …   See it: crm show ${leadId}`,
  'number-missing': ({ leadId }) => `Add one: crm lead edit ${leadId} --add-phone "…"`,
  'number-not-blocked': () => 'See it: crm dnc list',
  'number-of-another': () => OTHER_PROGRAM,
  'on-do-not-call-list': ({ leadId }) => `See why: crm lead show ${leadId}   and: crm dnc list`,
  'forecast-currency': ({ currency }) => `Name it in ${currency}: "${currency} 120"`,
  'opp-closed': ({ id }) =>
    id === null ? 'Leave it out, or add the deal to an open stage' : `Reopen it first: crm opp reopen ${id}`,
  'outcome-exists': ({ word }) => `Change it: crm outcome edit ${word} …`,
  'outcome-in-use': ({ word }) => `See them: crm activity list --where 'outcome = "${word}"'`,
  'outcome-name-in-use': ({ word }) => `Add another: crm outcome add ${word} …`,
  'outcome-of-line': () => 'The cadence decides when to try again: crm cadence list',
  'picklist-value-exists': ({ list, name, other }) =>
    `If they mean the same: crm picklist merge ${list} ${shellQuote(name)} --into ${shellQuote(other)}`,
  'picklist-value-in-use': ({ list, name }) =>
    `Give them another value: crm picklist rm ${list} ${shellQuote(name)} --to <value>`,
  'pipeline-archived': () => seeAll('pipeline'),
  'pipeline-not-there': ({ name, near }) =>
    `Create it: --create pipeline,stage   Or translate it: --map-value 'pipeline:${name}=${near}'`,
  'reason-missing': ({ step, id }) => {
    if (id !== undefined) return `Give it; this also cancels the callback: ${disqualify(id)}`;
    return `Give it: ${step === 'lose-opp' ? lose('<ref>') : disqualify('<ref>')}`;
  },
  'profile-taken': ({ id, before }) =>
    before === null
      ? `Change that one: crm contact edit ${id}`
      : `If both are one person: crm merge contact:${id} contact:${before}`,
  'record-in-use': ({ by, column, id }) =>
    by === 'lead'
      ? 'Undo the conversion instead: crm history, then crm undo <change>'
      : `Move or remove them first: crm ${by} list --where '${column} = ${id}'`,
  'record-merged': ({ noun, id }) => `Name that one: crm ${noun} show ${id}`,
  'referenced-file-missing': () =>
    'Import the referenced files first, or all files at once: crm migrate <folder>',
  'relation-not-there': ({ relation }) => `Create missing ones: --create ${relation}`,
  'report-exists': ({ name }) =>
    `Change it: crm report edit ${shellQuote(name)} …   Remove it: crm report rm ${shellQuote(name)}`,
  'segment-exists': ({ name }) => `Remove it first: crm segment rm ${name}`,
  'segment-of-other-noun': ({ noun }) => `See all: crm segment list ${noun}`,
  'stage-column-missing': ({ header, field }) =>
    `Assign it: --map '${header}=${field}'   Or leave it out: --map '${header}=-'`,
  'no-name-column': ({ field, headers }) =>
    `No column of the file is the ${field}: --map '${headers[0]}=${field}'${headers.length > 1 ? `, or another of ${headers.slice(1).join(', ')}` : ''}`,
  'stage-in-use': ({ name }) => `Move them first: crm opp list --where 'stage = "${name}"'`,
  'choice-not-there': ({ field, text, first }) =>
    `Translate it: --map-value '${field}:${text}=${first}', or another of the choices`,
  'stage-not-there': ({ stage, first }) =>
    `Translate it: --map-value 'stage:${stage}=${first}'   Or create it: --create stage`,
  'stage-of-other-pipeline': () => 'See the stages: crm pipeline list',
  'task-not-open': ({ id }) => `Reopen it first: crm task reopen ${id}`,
  'unknown-change': () => 'See all: crm history',
  'refused-by-rule': ({ rule, record, others }) =>
    `By rule ${rule}, for ${recordText(record)}${others > 0 ? ` and ${others} more` : ''}. See it: crm rule show ${rule}`,
  'unknown-event': ({ near }) =>
    `${near === null ? '' : `Did you mean "${near}"?   `}See all: crm events --type '?'`,
  'unknown-map': ({ name, near, noun }) =>
    `${didYouMean(near)}${seeAll('map')}   Save one: crm ${noun} import <file> --map … --save-map ${name}`,
  'unknown-name': ({ noun, near }) => `${didYouMean(near)}${seeAll(noun === 'stage' ? 'pipeline' : noun)}`,
  'unique-field': ({ noun, field }) => `${field} is unique: crm field edit ${noun} ${field} --no-unique`,
  'unknown-number': () => OTHER_PROGRAM,
  'unknown-pipeline': ({ near, names }) =>
    near === null ? `One of: ${names.join(', ')}` : `${didYouMean(near)}${seeAll('pipeline')}`,
  'unknown-version': ({ id }) => `See all: crm doc versions ${id}`,
  'unknown-record': ({ text, near }) => [
    ...(near === null ? [] : [`Did you mean "${near}"?`]),
    `Search for it: crm search "${text}"`,
  ],
  'unknown-sort': ({ near }) => (near === null ? 'See all: --columns ?' : `Did you mean "${near}"?`),
  'unknown-user': ({ name, near }) => [
    `${didYouMean(near)}${seeAll('user')}`,
    `Add the user: crm user add ${shellQuote(name)}`,
  ],
  'unlinked-conversion': () => "Import it with another status: --map-value 'status:Converted=qualified'",
  'unsound-copy': () => 'Check the disk, and the database with `crm doctor`.',
  'unusable-path': () => 'Name another file with --db or CRM_DB.',
  'user-in-use': ({ name }) => `Keep the name, but deactivate it: crm user edit "${name}" --inactive`,
  'usual-cadence': () => 'Choose another default first: crm cadence edit <name> --usual',
  'view-exists': ({ name }) => `Change it: crm view edit ${shellQuote(name)} …`,
  'worker-busy': () => 'Stop it first, or let it work: only one at a time does.',
};

/** The lines that help with an error on the command line. */
export function hintsOf({ detail, hints }: Pick<CrmError, 'detail' | 'hints'>): readonly string[] {
  if (!detail) return hints;
  const words = HINTS[detail.code] as (detail: ErrorDetail) => string | readonly string[];
  return [words(detail)].flat();
}

const OTHER_PROGRAM = 'If these are the numbers of another program: --map id=external_id';
const seeAll = (noun: string) => `See all: crm ${noun} list`;
const didYouMean = (near: string | null) => (near === null ? '' : `Did you mean "${near}"?   `);
const lose = (opp: number | string) => `crm opp lose ${opp} --reason "…"`;
const disqualify = (lead: number | string) => `crm lead disqualify ${lead} --reason "…"`;

const quoteNames = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

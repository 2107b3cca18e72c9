import { wayOutText } from '../commands/way-out.ts';
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
  'address-not-suppressed': () => 'See all: crm mail suppress',
  'address-not-unmatched': () => 'See all: crm mail unmatched',
  'ambiguous-conversion': ({ noun, candidates, isElsewhere }) => [
    ...candidates.map((one) => `  ${refText(one)}  ${one.title}`),
    isElsewhere
      ? `Use it, with its account: --contact ${candidates[0]?.id}   or create a new one: --new-contact`
      : `Name one: --${noun} <number>   or create a new one: --new-${noun}`,
  ],
  'ambiguous-row': () => 'Merge them: crm dupes   Or name one by its number, in a column id',
  'amount-of-lines': ({ id }) =>
    `Change them: crm line list --opp ${id}   then: crm line edit <ref> --quantity 12`,
  'bad-stored-value': ({ wayOut }) => [`To correct it: ${wayOutText(wayOut)}`, 'See all: crm doctor'],
  'broken-segment': ({ name, original }) => [...hintsOf(original), `Remove it: crm segment rm ${name}`],
  'built-in-noun': () => 'Its fields can: crm field add',
  'cadence-in-use': ({ name }) =>
    `Give them another: crm lead list --where 'cadence = "${name}"' -f ids | crm lead edit - --cadence ""`,
  'call-in-header': () =>
    "Say what the columns are: --no-header --columns at,number,duration or --no-header --map '1=at'",
  'change-is-undo': ({ id }) => `Redo it: crm redo ${id}`,
  'change-not-undone': ({ id }) => `Undo it: crm undo ${id}`,
  'change-undone': ({ id }) => `Redo it: crm redo ${id}`,
  'changed-later': ({ by }) => {
    if (by === null) return 'See all changes: crm history';
    return by.isUndo ? `Redo that first: crm redo ${by.id}` : `Undo that first: crm undo ${by.id}`;
  },
  'choice-not-there': ({ field, text, first }) =>
    `Translate it: --map-value '${field}:${text}=${first}', or another of the choices`,
  'choices-missing': () => 'Give them: --choices low,high',
  'choices-of-no-choice': () => 'Use --type choice',
  'closing-stage': ({ id, kind }) => `Close it: ${kind === 'won' ? `crm opp win ${id}` : lose(id)}`,
  'column-missing': ({ field, headers }) => [
    `Columns: ${headers.join(', ')}`,
    `Assign it: --map '<column>=${field}'`,
  ],
  'compared-pivot': () => 'Leave out --pivot or --compare, or run the report for each period.',
  'compliance-without-filter': ({ name }) =>
    `For example: crm compliance add ${shellQuote(name)} --noun opp --of 'status = open' --where 'next_step is empty'`,
  'contact-missing': ({ noun, id }) => `Set it: crm ${noun} edit ${id} --contact …`,
  'conversion-field-missing': ({ noun, name }) => `Add it first: crm field add ${noun} ${name} --type …`,
  'conversion-needed': ({ id }) => `Convert it: crm lead convert ${id ?? '<lead>'}`,
  'conversion-stage-closed': () => 'Convert it into an open stage, then: crm opp win or crm opp lose',
  'custom-field-missing': ({ noun, id, name }) =>
    id === null ? `Set it with --set ${name}=…` : `Set it first: crm ${noun} edit ${id} --set ${name}=…`,
  'damaged-database': () =>
    'Find the problem: crm doctor   To use a backup: name it with --db, or copy it over the database and remove the -wal and -shm files.',
  'damaged-file': () => 'See what else is wrong: crm doctor',
  'dashboard-name-taken': ({ name }) => `Choose another name: --on my-${name}`,
  'database-locked': () =>
    'Nothing was changed. Close the program that is writing, or wait longer: crm config set wait_for_lock 5m',
  'database-not-empty': () => [
    'Import it into a new one: crm --db new.db import all …',
    'To add records of one noun to existing ones: crm lead import …',
  ],
  'day-to-come': () => 'Give a day before today. What is to come: crm report forecast',
  'disk-fault': () => 'Check the disk, then `crm doctor`.',
  'do-not-call': () => 'To log a call anyway, give the reason: --override-reason "…"',
  'document-is-link': ({ id }) => `Open it: crm doc open ${id}`,
  'document-without-file': () =>
    'Add a file: crm doc add <record> <file>   In an import, a link: --map "Their column=url"',
  'duplicate-record': ({ existing, noun }) =>
    `Change it: crm ${existing.noun} edit ${existing.id} …   Add another ${noun} anyway: --force`,
  'email-missing': ({ noun, id }) => `Add it: crm ${noun} edit ${id} --email …`,
  'empty-database-file': () =>
    'Put a backup in its place, name another with --db or CRM_DB, or remove it: the first record creates a new one.',
  'end-missing': ({ noun, id }) => `Say when it ends: crm ${noun} edit ${id} --end …`,
  'field-exists': ({ name, isCustom }) =>
    isCustom ? 'See all: crm field list' : `Set it with an option or --set ${name}=…`,
  'field-in-use': ({ noun, name }) =>
    `See them: crm ${noun} list --where '${name} is not empty'   To remove it with its values: --force`,
  'field-missing': ({ field, example }) => `Name it: --${field} ${example}`,
  'field-name-needed': ({ noun, name }) => `Rename it first: crm field edit ${noun} ${name} --name …`,
  'field-type-fixed': ({ noun, type }) => `Add another one: crm field add ${noun} … --type ${type}`,
  'file-of-other-program': ({ missing }) => [
    `Such files have, for example, ${quoteNames(missing)}`,
    'Leave out --preset to detect the program, or use --preset none',
  ],
  'file-without-name': ({ file, headers, field, id }) => [
    `Columns: ${headers.join(', ')}`,
    `Assign it: --map '${file}:<column>=${field}'${id === null ? '' : `, or use the id: --map '${file}:${id}=external_id,${field}'`}`,
    `Or skip the file: --noun '${file}=-'`,
  ],
  'fill-without-periods': () => "For example: --fill --group 'month(close_date)'",
  'first-stage': ({ id }) => `Give it up: ${lose(id)}`,
  'forecast-currency': ({ currency }) => `Name it in ${currency}: "${currency} 120"`,
  'foreign-database': () => 'Name another file with --db or CRM_DB; crm creates it if it is missing.',
  'formula-in-use': () => 'Change it first: crm field edit …',
  'formula-missing': ({ type }) =>
    `Write it as --formula '${type === 'rollup' ? 'sum(opps.amount where status = won)' : 'amount * probability / 100'}'`,
  'group-of-amounts': ({ text }) => `Group by ranges of it: --group 'if(${text} > 50k, "large", "small")'`,
  'half-life-of-leads': ({ days }) =>
    `For example: crm score add 'type = email and direction = in' 10 --on activity --half-life ${days}d`,
  'id-of-another-row': () => "Give each record its own id, or leave out the ids: --map 'their header=-'",
  'keep-other': ({ noun, keep, other }) => `Keep the other one: crm merge ${noun}:${other} ${noun}:${keep}`,
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
  'level-in-use': ({ name }) =>
    `Give them another: crm case list --all --where 'sla = "${name}"' -f ids | crm case edit - --sla ""`,
  'level-without-times': () => 'Give --first-response 1h, --resolve 8h or both.',
  'line-without-price': () => 'Name it: --price 120   Or the product that has one: --product MX-1',
  'measure-name-taken': ({ text }) => `Name it yourself: --measure '${text} as other'`,
  'meeting-about-nothing': ({ id }) => `Say what it is about: crm meeting edit ${id} --opp 7`,
  'meeting-not-planned': ({ id }) => `Plan it again first: crm meeting edit ${id} --status planned`,
  'member-status-in-use': () => 'Rename it: --rename, or give them another one: crm campaign join --status',
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
  'name-exists': ({ noun, ref }) => `Change it: crm ${noun} edit ${shellQuote(String(ref))} …`,
  'name-taken': ({ noun }) => seeAll(noun),
  'newer-database': () => 'Update crm, or name another database with --db.',
  'next-missing': () => 'Give it: --next "tue 3pm"',
  'no-callback': ({ id }) => `Log a call with one: crm log call ${id} -o callback --next "tue 3pm"`,
  'no-campaign': ({ name }) => `Add it: crm campaign add ${shellQuote(name)}`,
  'no-claim': () => 'Take one: crm call   Or name one: crm call skip 42',
  'no-claim-here': () => 'Take the next one: crm call   Or name one: crm call 42',
  'no-custom-field': ({ near, names }) => {
    if (near !== null) return `Did you mean "${near}"?`;
    return names.length > 0 ? `One of: ${names.join(', ')}` : 'There are none yet: crm field list';
  },
  'no-custom-noun': ({ near, names }) => {
    if (near !== null) return `Did you mean "${near}"?`;
    return names.length > 0 ? `One of: ${names.join(', ')}` : 'Add one: crm noun add';
  },
  'no-dashboard-name': () => 'For example: --on monday',
  'no-database-file': () => 'Name a database file with --db or CRM_DB.',
  'no-known-column': ({ noun, headers, fields }) => [
    `Columns: ${quoteNames(headers.slice(0, MAX_HEADERS_LISTED))}`,
    `Assign them: --map 'Their header=${fields[0]}'   Fields: crm ${noun} list --columns ?`,
    `If the first line is no header: --no-header --columns ${fields.join(',')},…`,
  ],
  'no-meeting-to-prepare': () => 'Name a record: crm brief 42, crm brief opp:7, crm brief account:3',
  'no-member-status': ({ type, text, near, names }) => [
    near === null ? `One of: ${names.join(', ')}` : `Did you mean "${near}"?`,
    `Add it: crm campaign statuses ${shellQuote(type ?? '')} --add ${shellQuote(text)}`,
  ],
  'no-name-column': ({ field, headers }) =>
    `No column of the file is the ${field}: --map '${headers[0]}=${field}'${headers.length > 1 ? `, or another of ${headers.slice(1).join(', ')}` : ''}`,
  'no-next-call': () => 'Leave out --next.',
  'no-number': ({ of, number }) => `Add it: crm ${of.noun} edit ${of.id} --phone "${number}"`,
  'no-permission': () => 'Check the permissions of the file and its folder, or name another with --db.',
  'no-picklist-value': ({ list, value, near }) =>
    `${near === null ? '' : `Did you mean "${near}"?   `}See all: crm picklist show ${list}   Add it: crm picklist add ${list} ${shellQuote(value)}`,
  'no-queues': () => 'Add one: crm queue add <name> <user...>',
  'no-rate': ({ currency }) => `See all: crm rate list ${currency}`,
  'no-record': ({ noun, near }) =>
    near === null ? seeAll(noun) : `Did you mean  ${recordText(near)}?   ${seeAll(noun)}`,
  'no-stage-of-kind': () => 'Add one: crm pipeline edit --help',
  'no-template': ({ name }) =>
    `Add it first: crm template add ${shellQuote(name)} --subject '…'   ${seeAll('template')}`,
  'not-a-database': () =>
    'Name the right file with --db or CRM_DB; the first record creates a missing one. If the database is damaged, put a backup in its place.',
  'not-a-demo': () => 'Name another file with --path.',
  'not-a-member': ({ noun, name }) => `See who is: crm ${noun} show ${shellQuote(name)}`,
  'not-a-rate': ({ currency, base }) =>
    `Give what 1 ${currency} is in ${base}: crm rate set ${currency} 1.08`,
  'not-an-archive': () => [
    'An archive is what crm export all writes.',
    'To import records of one noun: crm lead import …',
  ],
  'not-in-queue': ({ name, user }) => `Join it: crm queue edit ${shellQuote(name)} --add ${shellQuote(user)}`,
  'not-prospected': ({ leadId }) =>
    `Log a call all the same: crm log call ${leadId} …   See it: crm show ${leadId}`,
  'nothing-to-quote': ({ opp }) => `Add what it offers: crm line add --opp ${opp} --product …`,
  'nothing-to-revert': () => 'See all changes: crm history',
  'noun-in-use': ({ name }) =>
    `To remove the noun with its records: crm noun rm ${name} --yes   (crm undo restores all of it)`,
  'noun-of-itself': ({ name }) => `Use a field: crm field add ${name} parent --type lookup:${name}`,
  'noun-relation-in-use': ({ name, to }) =>
    `See them: crm ${name} list --where '${to} is not empty'   To end the relation with its values: --yes`,
  'number-missing': ({ leadId }) => `Add one: crm lead edit ${leadId} --add-phone "…"`,
  'number-not-blocked': () => 'See it: crm dnc list',
  'number-of-another': () => OTHER_PROGRAM,
  'on-do-not-call-list': ({ leadId }) => `See why: crm lead show ${leadId}   and: crm dnc list`,
  'opp-closed': ({ id }) =>
    id === null ? 'Leave it out, or add the deal to an open stage' : `Reopen it first: crm opp reopen ${id}`,
  'outcome-exists': ({ word }) => `Change it: crm outcome edit ${word} …`,
  'outcome-in-use': ({ word }) => `See them: crm activity list --where 'outcome = "${word}"'`,
  'outcome-name-in-use': ({ word }) => `Add another: crm outcome add ${word} …`,
  'outcome-of-line': () => 'The cadence decides when to try again: crm cadence list',
  'period-reversed': () => 'Give an earlier --since or a later --until.',
  'period-without-beginning': ({ unit }) => `For example: --period year --by ${unit}`,
  'picklist-value-exists': ({ list, name, other }) =>
    `If they mean the same: crm picklist merge ${list} ${shellQuote(name)} --into ${shellQuote(other)}`,
  'picklist-value-in-use': ({ list, name }) =>
    `Give them another value: crm picklist rm ${list} ${shellQuote(name)} --to <value>`,
  'pipeline-archived': () => seeAll('pipeline'),
  'pipeline-not-there': ({ name, near }) =>
    `Create it: --create pipeline,stage   Or translate it: --map-value 'pipeline:${name}=${near}'`,
  'pivot-without-group': () => "For example: --group 'stage, owner' --pivot owner",
  'placeholder-blank': ({ name }) =>
    `Fill it in, give it with --set ${name}=…, or write {{ ${name} | default: "…" }} in the template.`,
  'placeholder-unknown': ({ name }) => `Give it with --set ${name}=…, or change the template.`,
  'price-in-other-currency': ({ currency }) => `Name the price in ${currency}: --price "${currency} 120"`,
  'profile-taken': ({ id, before }) =>
    before === null
      ? `Change that one: crm contact edit ${id}`
      : `If both are one person: crm merge contact:${id} contact:${before}`,
  'queue-in-use': ({ name }) =>
    `See it: crm queue show ${shellQuote(name)}   Take it: crm queue take ${shellQuote(name)}`,
  'quote-answered': ({ opp }) => `Make a new one: crm quote add opp:${opp}`,
  'quote-expired': ({ id }) => `Accept it anyway: crm quote accept ${id} --late`,
  'quote-without-deal': () => 'Name it: crm quote add opp:7',
  'rate-of-base': () => 'Set the rate of another currency, or another base: crm config set currency EUR',
  'reason-missing': ({ step, id }) => {
    if (id !== undefined) return `Give it; this also cancels the callback: ${disqualify(id)}`;
    return `Give it: ${step === 'lose-opp' ? lose('<ref>') : disqualify('<ref>')}`;
  },
  'record-in-use': ({ by, column, id }) =>
    by === 'lead'
      ? 'Undo the conversion instead: crm history, then crm undo <change>'
      : `Move or remove them first: crm ${by} list --where '${column} = ${id}'`,
  'record-merged': ({ noun, id }) => `Name that one: crm ${noun} show ${id}`,
  'referenced-file-missing': () =>
    'Import the referenced files first, or all files at once: crm migrate <folder>',
  'refused-by-rule': ({ rule, record, others }) =>
    `By rule ${rule}, for ${recordText(record)}${others > 0 ? ` and ${others} more` : ''}. See it: crm rule show ${rule}`,
  'relation-missing': () => 'For example: --as manager',
  'relation-not-there': ({ relation }) => `Create missing ones: --create ${relation}`,
  'reminder-too-late': ({ meeting }) =>
    `To move the meeting: crm meeting edit ${meeting ?? '<ref>'} --start …`,
  'report-exists': ({ name }) =>
    `Change it: crm report edit ${shellQuote(name)} …   Remove it: crm report rm ${shellQuote(name)}`,
  'report-name-taken': ({ name }) => `Choose another name: crm report save my-${name} …`,
  'report-without-name': () => 'For example: crm report save quarterly …',
  'score-without-filter': () => "For example: crm score add 'source = referral' 20",
  'secret-in-address': () =>
    'Use --secret <name>, or a token that the receiver gives you for this webhook alone.',
  'segment-exists': ({ name }) => `Remove it first: crm segment rm ${name}`,
  'segment-is-filter': ({ name, noun }) =>
    `Make a list of those that do now: crm segment add <name> --list --noun ${noun} --where 'segment = "${name}"'`,
  'segment-is-list': ({ name }) => `Say who is in it: crm segment join ${shellQuote(name)} <ref>`,
  'segment-names-field': ({ name }) =>
    `Remove it first, and add it with the new name: crm segment rm ${shellQuote(name)}`,
  'segment-of-other-noun': ({ noun }) => `See all: crm segment list ${noun}`,
  'sequence-in-use': ({ name }) => `End it for them first: crm sequence stop --all ${shellQuote(name)}`,
  'several-lists': ({ name, first }) =>
    `Write each into a file of its own, such as: jq .${first} ${shellQuote(name)} > ${first}.json   Then: crm migrate <the files>`,
  'several-rates': ({ currency, day }) =>
    `Say which: crm rate rm ${currency} --on ${day}   See all: crm rate list ${currency}`,
  'stage-column-missing': ({ header, field }) =>
    `Assign it: --map '${header}=${field}'   Or leave it out: --map '${header}=-'`,
  'stage-in-use': ({ name }) => `Move them first: crm opp list --where 'stage = "${name}"'`,
  'stage-not-there': ({ stage, first }) =>
    `Translate it: --map-value 'stage:${stage}=${first}'   Or create it: --create stage`,
  'stage-of-other-pipeline': () => 'See the stages: crm pipeline list',
  'stored-unanswered': ({ changes }) =>
    `Do not run the command again.${changes.length === 0 ? '' : ` To undo it: ${changes.map((change) => `crm undo ${change}`).join(' && ')}`}`,
  'target-of-nothing': () => 'To have none: crm target rm',
  'task-not-open': ({ id }) => `Reopen it first: crm task reopen ${id}`,
  'team-in-use': () => 'See them: crm target list   Remove them first: crm target rm <number>',
  'template-without-subject': ({ name }) => `Give it: crm template add ${shellQuote(name)} --subject '…'`,
  'tier-without-filter': () => "Give it: --where 'sum(purchases.amount) > 10k'",
  'too-few-closed': () => 'Use the chances of the stages: crm report forecast',
  'too-many-comparisons': () => 'Pass many records on stdin: … | crm lead edit -',
  'too-many-columns': () => 'Leave out --pivot, or leave some out with --where or --having',
  'too-many-counts': () => 'Ask for fewer: --by month, or a later --since',
  'too-many-groups': () => 'Choose some of them with --where, or a field with fewer values.',
  'too-many-periods': () => 'Shorten the period, or group by year: --by year',
  'too-much-to-fill': () => 'Give a shorter --period',
  'unique-field': ({ noun, field }) => `${field} is unique: crm field edit ${noun} ${field} --no-unique`,
  'unknown-change': () => 'See all: crm history',
  'unknown-dashboard': ({ name, near }) =>
    `${didYouMean(near)}To begin one: crm dashboard add 'report pipeline' --on ${shellQuote(name)}`,
  'unknown-delivery': () => 'See all: crm webhook log',
  'unknown-event': ({ near }) =>
    `${near === null ? '' : `Did you mean "${near}"?   `}See all: crm events --type '?'`,
  'unknown-field': ({ near }) => (near === null ? seeAll('field') : `Did you mean "${near}"?`),
  'unknown-map': ({ name, near, noun }) =>
    `${didYouMean(near)}${seeAll('map')}   Save one: crm ${noun} import <file> --map … --save-map ${name}`,
  'unknown-name': ({ noun, near }) => `${didYouMean(near)}${seeAll(noun === 'stage' ? 'pipeline' : noun)}`,
  'unknown-number': () => OTHER_PROGRAM,
  'unknown-outcome': ({ field, text }) =>
    `Say what it means: --map-value '${field}:${text}=connected', or another of: crm outcome list`,
  'unknown-pipeline': ({ near, names }) =>
    near === null ? `One of: ${names.join(', ')}` : `${didYouMean(near)}${seeAll('pipeline')}`,
  'unknown-record': ({ text, near }) => [
    ...(near === null ? [] : [`Did you mean "${near}"?`]),
    `Search for it: crm search "${text}"`,
  ],
  'unknown-segment': ({ near, noun }) =>
    near.length === 0 ? `See them: crm segment list ${noun}` : `Did you mean ${near.join(', ')}?`,
  'unknown-sort': ({ near }) => (near === null ? 'See all: --columns ?' : `Did you mean "${near}"?`),
  'unknown-tier': ({ near }) =>
    near === null
      ? "Add it: crm tier add gold --where 'sum(purchases.amount) > 10k'"
      : `${didYouMean(near)}${seeAll('tier')}`,
  'unknown-user': ({ name, near }) => [
    `${didYouMean(near)}${seeAll('user')}`,
    `Add the user: crm user add ${shellQuote(name)}`,
  ],
  'unknown-version': ({ id }) => `See all: crm doc versions ${id}`,
  'unlinked-conversion': () => "Import it with another status: --map-value 'status:Converted=qualified'",
  'unsound-copy': () => 'Check the disk, and the database with `crm doctor`.',
  'unusable-path': () => 'Name another file with --db or CRM_DB.',
  'user-in-use': ({ name }) => `Keep the name, but deactivate it: crm user edit "${name}" --inactive`,
  'user-is-queue': ({ name }) => `Change it: crm queue edit ${shellQuote(name)}`,
  'usual-cadence': () => 'Choose another default first: crm cadence edit <name> --usual',
  'value-not-unique': ({ noun, name, value }) => `See them: crm ${noun} list --where '${name} = "${value}"'`,
  'values-do-not-fit': () => 'To see them all: --dry-run   To remove them: --force',
  'worker-busy': () => 'Stop it first, or let it work: only one at a time does.',
};

/** The lines that help with an error on the command line. */
export function hintsOf({ detail, hints }: Pick<CrmError, 'detail' | 'hints'>): readonly string[] {
  if (!detail) return hints;
  const words = HINTS[detail.code] as (detail: ErrorDetail) => string | readonly string[];
  return [...hints, ...[words(detail)].flat()];
}

const OTHER_PROGRAM = 'If these are the numbers of another program: --map id=external_id';
const seeAll = (noun: string) => `See all: crm ${noun} list`;
const didYouMean = (near: string | null) => (near === null ? '' : `Did you mean "${near}"?   `);
const lose = (opp: number | string) => `crm opp lose ${opp} --reason "…"`;
const disqualify = (lead: number | string) => `crm lead disqualify ${lead} --reason "…"`;

const quoteNames = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

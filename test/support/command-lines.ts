/** A command line that writes, and those that come before it. */
export interface Case {
  readonly line: string;
  readonly before?: readonly string[];
  /** Run on a new database instead of the demo. */
  readonly fresh?: true;
}

const writes = (...lines: string[]): Case[] => lines.map((line) => ({ line }));
/** Needs a terminal: each key of a screen is tested there. */
export const SCREEN = 'screen';
export const READS = 'reads';
/** Writes a file or claims, which have no history. */
export const OUTSIDE_HISTORY = 'outside the history';

/** Every command, with lines that work in a folder with `FILES` and a demo. The writes of each are one change. */
export const COMMANDS: Readonly<
  Record<string, readonly Case[] | typeof READS | typeof SCREEN | typeof OUTSIDE_HISTORY>
> = {
  today: READS,
  'call next': OUTSIDE_HISTORY,
  'call queue': READS,
  'call log': [
    ...writes(
      'call log 42 -o voicemail',
      'call log 42 -o callback --next tomorrow',
      'call log 42 -o wrong-number',
    ),
    { line: 'call log 1 -o voicemail', before: ['lead add Ann --phone +16085550199'], fresh: true },
  ],
  'call session': SCREEN,
  'call skip': OUTSIDE_HISTORY,
  'call release': OUTSIDE_HISTORY,
  'call import': [
    {
      line: 'call import calls.csv --rejects rejects.csv',
      before: ['lead add Ann --phone +16085550199'],
    },
  ],
  'log call': writes('log call 42 -o meeting-set --next tomorrow --note hello'),
  'log email': writes('log email 42 hello --next tomorrow'),
  'log meeting': writes('log meeting opp:7 hello --next tomorrow'),
  'log note': writes('log note 42 hello'),
  board: READS,
  'plan day': OUTSIDE_HISTORY,
  'dnc add': writes('dnc add +16085550199', 'dnc add 42'),
  'dnc rm': [{ line: 'dnc rm +16085550199', before: ['dnc add +16085550199'] }],
  'dnc list': READS,
  'dnc check': READS,
  'dnc import': writes('dnc import numbers.csv'),
  'lead add': [
    ...writes('lead add Ann --company Acme --phone +16085550199 --email ann@acme.test --tag hot'),
    { line: 'lead add Ann', fresh: true },
  ],
  'lead list': READS,
  'lead show': READS,
  'lead edit': writes('lead edit 42 43 --rating cold --tag hot --email new@acme.test'),
  'lead rm': writes('lead rm 42 43 --yes'),
  'lead import': [
    ...writes(
      'lead import people.csv --save-map fair',
      'lead import people.csv --map Size=- --map-value rating:A=hot --create-fields --save-map fair --create all',
      'lead import people.csv --create-fields --create owner --rejects rejects.csv',
      'lead import bad.csv --map-value rating:A=hot --save-map fair --rejects rejects.csv',
      // Rejected as a whole: only the map is saved.
      'lead import bad.csv --map-value rating:A=hot --save-map fair',
    ),
    { line: 'lead import people.csv --save-map fair', fresh: true },
  ],
  'lead export': READS,
  'lead qualify': writes('lead qualify 42'),
  'lead disqualify': writes('lead disqualify 42 --reason "no budget"'),
  'lead nurture': writes('lead nurture 42 --until "in 3 months"'),
  'lead assign': [{ line: 'lead assign 42 43 --to newbie', before: ['user add newbie'] }],
  'lead convert': writes(
    'lead convert 42 43 --new-account',
    'lead convert 44 --new-account --new-contact --owner me',
  ),
  'account add': writes('account add Engines --website acme.test'),
  'account list': READS,
  'account show': READS,
  'account edit': writes('account edit 1 --industry tools'),
  'account rm': [{ line: 'account rm Engines --yes', before: ['account add Engines'] }],
  'account import': writes('account import accounts.csv --save-map ours'),
  'account export': READS,
  'contact add': writes('contact add Ann --email ann@acme.test'),
  'contact relate': writes('contact relate 7 9 --as manager', 'contact relate 7 10 --as assistant'),
  'contact unrelate': [
    { line: 'contact unrelate 7 10', before: ['contact relate 7 10 --as assistant'] },
    { line: 'contact unrelate 7 9', before: ['contact relate 7 9 --as manager'] },
  ],
  'contact list': READS,
  'contact show': READS,
  'contact edit': writes('contact edit 7 --title boss --phone +16085550199'),
  'contact rm': [{ line: 'contact rm "Ann Lee" --yes', before: ['contact add "Ann Lee"'] }],
  'contact import': writes('contact import people.csv --create account --create-fields --save-map ours'),
  'contact export': READS,
  'opp add': writes('opp add Deal --amount 12k --close "end of month"'),
  'opp list': READS,
  'opp show': READS,
  'opp edit': writes('opp edit 7 --amount 12k --stage negotiation'),
  'opp rm': writes('opp rm 7 --yes'),
  'opp import': writes('opp import deals.csv --create account --create-fields --save-map ours'),
  'opp export': READS,
  'opp advance': [{ line: 'opp advance Deal', before: ['opp add Deal'] }],
  'opp retreat': [{ line: 'opp retreat Deal', before: ['opp add Deal --stage proposal'] }],
  'opp move': [{ line: 'opp move Deal proposal', before: ['opp add Deal'] }],
  'opp win': [{ line: 'opp win Deal', before: ['opp add Deal'] }],
  'opp lose': [{ line: 'opp lose Deal --reason price', before: ['opp add Deal'] }],
  'opp reopen': [{ line: 'opp reopen Deal', before: ['opp add Deal', 'opp lose Deal --reason price'] }],
  'task add': writes('task add "Send offer" --lead 42 --due tomorrow'),
  'meeting list': READS,
  'meeting show': READS,
  'meeting add': writes('meeting add Demo --lead 42 --start "tomorrow 3pm" --place Berlin'),
  'meeting edit': [{ line: 'meeting edit 1 --start "mon 10am"', before: ['meeting add Demo --lead 42'] }],
  'meeting rm': [{ line: 'meeting rm Demo --yes', before: ['meeting add Demo --lead 42'] }],
  'meeting done': [{ line: 'meeting done Demo --outcome good', before: ['meeting add Demo --lead 42'] }],
  'meeting no-show': [{ line: 'meeting no-show Demo', before: ['meeting add Demo --lead 42'] }],
  'meeting cancel': [{ line: 'meeting cancel Demo', before: ['meeting add Demo --lead 42'] }],
  'meeting import': writes('meeting import meetings.csv'),
  'meeting export': READS,
  'task list': READS,
  'task show': READS,
  'task edit': writes('task edit 1 --priority high'),
  'task rm': writes('task rm 1 --yes'),
  'task import': writes('task import tasks.csv --create-fields --save-map ours'),
  'task export': READS,
  'task done': [{ line: 'task done Weekly', before: ['task add Weekly --due tomorrow --every week'] }],
  'task snooze': [{ line: 'task snooze Weekly +3d', before: ['task add Weekly --due tomorrow'] }],
  'task reopen': [{ line: 'task reopen Weekly', before: ['task add Weekly', 'task done Weekly'] }],
  'activity add': writes('activity add note hello --lead 42'),
  'activity list': READS,
  'activity show': READS,
  'activity edit': writes('activity edit 1 --subject hello'),
  'activity rm': writes('activity rm 1 --yes'),
  'activity import': writes('activity import notes.csv --create-fields --save-map ours'),
  'activity export': READS,
  search: READS,
  dupes: READS,
  'report pipeline': READS,
  'report won': READS,
  'report lost': READS,
  'report sources': READS,
  'report activity': READS,
  'report leaderboard': READS,
  'report funnel': READS,
  'report conversion': READS,
  'report velocity': READS,
  'report stale': READS,
  'report run': READS,
  'report save': writes('report save mine --group stage --measure "count, sum(amount)"'),
  'report list': READS,
  'report show': READS,
  'report edit': [{ line: 'report edit mine --sort -count', before: ['report save mine --group stage'] }],
  'report rm': [{ line: 'report rm mine', before: ['report save mine --group stage'] }],
  'report calls': READS,
  'report best-time': READS,
  'report cadence': READS,
  'segment add': writes('segment add warm --noun lead --where "rating = warm"'),
  'segment list': READS,
  'segment show': READS,
  'segment rm': [
    { line: 'segment rm warm', before: ['segment add warm --noun lead --where "rating = warm"'] },
  ],
  'view add': writes('view add big --view list --where "amount > 1000" --pipeline sales --key 6'),
  'view list': READS,
  'view edit': [
    { line: 'view edit big --name huge --key 7', before: ['view add small --key 7', 'view add big'] },
  ],
  'view rm': [{ line: 'view rm big', before: ['view add big'] }],
  'export all': READS,
  'import all': [{ line: 'import all all.jsonl', fresh: true }],
  'map list': READS,
  'map rm': [{ line: 'map rm fair', before: ['lead import people.csv --save-map fair'] }],
  migrate: [
    { line: 'migrate accounts.csv deals.csv --create all --create-fields --rejects refused', fresh: true },
    ...writes(
      'migrate people.csv deals.csv --noun people.csv=lead --create all --create-fields --rejects refused',
    ),
  ],
  // Its database is new and has a history at the start.
  demo: OUTSIDE_HISTORY,
  history: READS,
  'rule add': writes(
    'rule add "on lead.created if source = web then assign round-robin(ann, bruno), tag in"',
  ),
  'rule list': READS,
  'rule show': READS,
  'rule test': READS,
  'rule log': READS,
  'rule edit': [
    { line: 'rule edit 1 "on lead.created then tag b"', before: ['rule add "on lead.created then tag a"'] },
  ],
  'rule disable': [{ line: 'rule disable 1', before: ['rule add "on lead.created then tag a"'] }],
  'rule enable': [
    { line: 'rule enable 1', before: ['rule add "on lead.created then tag a"', 'rule disable 1'] },
  ],
  run: OUTSIDE_HISTORY,
  'webhook add': writes('webhook add https://example.com/crm --on opp.* --secret example'),
  'webhook list': READS,
  'webhook show': READS,
  'webhook log': READS,
  'webhook test': READS,
  'webhook replay': OUTSIDE_HISTORY,
  'webhook edit': [
    {
      line: 'webhook edit 1 --on opp.lost',
      before: ['webhook add https://example.com/crm --on opp.won'],
    },
  ],
  'webhook rm': [{ line: 'webhook rm 1', before: ['webhook add https://example.com/crm --on opp.won'] }],
  'rule rm': [{ line: 'rule rm 1', before: ['rule add "on lead.created then tag a"'] }],
  events: OUTSIDE_HISTORY,
  undo: [{ line: 'undo', before: ['lead edit 42 --rating cold'] }],
  redo: [{ line: 'redo', before: ['lead edit 42 --rating cold', 'undo'] }],
  'user add': [...writes('user add newbie --email n@acme.test'), { line: 'user add newbie', fresh: true }],
  'user list': READS,
  'user edit': [{ line: 'user edit newbie --email n@acme.test', before: ['user add newbie'] }],
  'user rm': [{ line: 'user rm newbie --yes', before: ['user add newbie'] }],
  merge: [{ line: 'merge lead:42 lead:43 --yes' }],
  'tag add': writes('tag add hot 42 43'),
  'tag rm': [{ line: 'tag rm hot 42', before: ['tag add hot 42'] }],
  'tag list': READS,
  'noun add': [
    ...writes(
      'noun add project --field budget:money --field client:lookup:account --relates account,contact',
    ),
    { line: 'noun add site', fresh: true },
  ],
  'noun list': READS,
  'noun show': READS,
  'noun edit': [
    {
      line: 'noun edit depot --plural stores --relates contact,opp --yes',
      before: ['noun add depot --relates account', 'depot add North --account 3'],
    },
  ],
  'noun rm': [
    {
      line: 'noun rm ticket --yes',
      before: [
        'noun add ticket --field budget:money --relates account',
        'ticket add Leak --account 3 --tag hot --set budget=5k',
        'segment add leaks --noun ticket --where name=Leak',
        'report save tickets --on ticket --group account',
      ],
    },
  ],
  'field add': writes('field add lead size --type number'),
  'field list': READS,
  'field edit': [
    {
      line: 'field edit lead size --type number --index',
      before: ['field add lead size', 'lead edit 42 --set size=4'],
    },
    { line: 'field edit lead size --name seats --unique', before: ['field add lead size'] },
  ],
  'field rm': [
    { line: 'field rm lead size --force', before: ['field add lead size', 'lead edit 42 --set size=4'] },
  ],
  'picklist list': READS,
  'picklist show': READS,
  'picklist add': writes('picklist add source Podcast', 'picklist add lead-status parked --kind nurturing'),
  'picklist rename': writes(
    'picklist rename source expo "Trade fair"',
    'picklist rename lead-status new fresh',
  ),
  'picklist merge': writes('picklist merge source expo --into referral'),
  'picklist rm': writes('picklist rm salutation Mx', 'picklist rm source expo --to referral'),
  'picklist reorder': writes('picklist reorder source referral website'),
  'picklist edit': writes('picklist edit source --closed'),
  'pipeline list': READS,
  'pipeline add': writes('pipeline add renewals --stages offer:20,signed:won'),
  'pipeline edit': writes('pipeline edit sales --add-stage demo:30', 'pipeline edit sales --rename deals'),
  'rate set': writes('rate set EUR 1.08', 'rate set EUR 1.05 --on 2026-01-01'),
  'rate list': READS,
  'rate rm': [{ line: 'rate rm EUR', before: ['rate set EUR 1.08'] }],
  'cadence add': writes('cadence add slow --attempts 3'),
  'cadence list': READS,
  'cadence edit': [{ line: 'cadence edit slow --attempts 4 --usual', before: ['cadence add slow'] }],
  'cadence rm': [{ line: 'cadence rm slow', before: ['cadence add slow'] }],
  'outcome add': writes('outcome add pencil'),
  'outcome list': READS,
  'outcome edit': [{ line: 'outcome edit pencil --meeting', before: ['outcome add pencil'] }],
  'outcome rm': [{ line: 'outcome rm pencil', before: ['outcome add pencil'] }],
  'config list': READS,
  'config get': READS,
  'alias list': READS,
  'alias rm': OUTSIDE_HISTORY,
  'alias set': OUTSIDE_HISTORY,
  'config set': OUTSIDE_HISTORY,
  'config unset': OUTSIDE_HISTORY,
  'config path': READS,
  backup: OUTSIDE_HISTORY,
  doctor: READS,
  completion: READS,
};

/** Files that the lines read, by name. */
export const FILES: Readonly<Record<string, string>> = {
  'people.csv': 'Name,Email,Company,Rating,Size,Owner\nAnn Lee,ann@acme.test,Acme,hot,4,tester\n',
  'bad.csv': 'Name,Email,Rating\nAnn Lee,ann@acme.test,A\nBob,bob@acme.test,lukewarm\n',
  'accounts.csv': 'Account Name,Website\nAcme,acme.test\n',
  'deals.csv': 'Deal Name,Account Name,Amount,Stage,Size\nBig,Acme,1000,proposal,4\n',
  'tasks.csv': 'Subject,Due date,Size\nSend offer,2026-03-20,4\n',
  'meetings.csv': 'Subject,Start,Location,Size\nDemo,2026-03-20 10:00,Berlin,4\n',
  'notes.csv': 'Type,At,Subject,Size\nnote,2026-03-01 10:00,hello,4\n',
  'numbers.csv': 'Number\n+16085550199\n',
  'calls.csv': 'date,to,duration\n2026-03-02 10:00,+16085550199,95\n2026-03-02 11:00,+16085550198,95\n',
};

/** Every line that writes, with its command. */
export const WRITING_LINES = Object.entries(COMMANDS).flatMap(([name, cases]) =>
  typeof cases === 'string' ? [] : cases.map(({ line, ...given }) => ({ name, line, ...given })),
);

/** The words of a line, without quotes. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

import type { AnyCommand } from '../commands/command.ts';
import type { NounDefinition } from '../nouns/definition.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { CatalogueEntry, Load } from './catalogue-entry.ts';

const DAY = 'Your day:';
const RECORDS = 'Records:';
const LOOK = 'Look:';
const MOVE = 'Import and export:';
const HOUSE = 'Housekeeping:';

const TODAY_COMMANDS: readonly CatalogueEntry[] = [
  {
    name: 'today',
    summary: 'what is due: tasks, meetings, callbacks, deals to close or move',
    group: DAY,
    load: () => import('../commands/today.ts'),
  },
  {
    name: 'next',
    summary: 'what to do now, why, and the command that does it',
    group: DAY,
    load: () => import('../commands/next.ts'),
  },
  {
    name: 'brief',
    summary: 'the page to read before a meeting: who, history, deals, what is next',
    group: DAY,
    load: () => import('../commands/brief.ts'),
  },
  {
    name: 'call',
    aliases: ['calls'],
    summary: 'who to call next; log calls',
    group: DAY,
    verbs: () => ({
      next: () => import('../commands/call/next.ts'),
      queue: () => import('../commands/call/queue.ts'),
      log: () => import('../commands/log/call.ts'),
      session: () => import('../commands/call/session.ts'),
      skip: () => import('../commands/call/skip.ts'),
      release: () => import('../commands/call/release.ts'),
      import: () => import('../commands/call/import.ts'),
    }),
    defaultVerb: 'next',
    isArgument: (word) => /[\d@#:+]/.test(word) || word.includes(' '),
  },
  {
    name: 'log',
    summary: 'log a call, an e-mail, a meeting or a note',
    group: DAY,
    verbs: () => ({
      call: () => import('../commands/log/call.ts'),
      email: () => import('../commands/log/email.ts'),
      meeting: () => import('../commands/log/meeting.ts'),
      note: () => import('../commands/log/note.ts'),
    }),
  },
  {
    name: 'mail',
    aliases: ['mails'],
    summary: 'send mail to people, now or later, and see what became of it',
    group: DAY,
    verbs: () => ({
      setup: () => import('../commands/mail/setup.ts'),
      test: () => import('../commands/mail/test.ts'),
      send: () => import('../commands/mail/send.ts'),
      write: () => import('../commands/mail/write.ts'),
      reply: () => import('../commands/mail/reply.ts'),
      list: () => import('../commands/mail/list.ts'),
      show: () => import('../commands/mail/show.ts'),
      file: () => import('../commands/mail/file.ts'),
      import: () => import('../commands/mail/import.ts'),
      fetch: () => import('../commands/mail/fetch.ts'),
      unmatched: () => import('../commands/mail/unmatched.ts'),
      retry: () => import('../commands/mail/retry.ts'),
      cancel: () => import('../commands/mail/cancel.ts'),
      suppress: () => import('../commands/mail/suppress.ts'),
    }),
  },
  {
    name: 'board',
    summary: 'the live pipeline board, to view and edit deals',
    group: DAY,
    load: () => import('../commands/board.ts'),
  },
  {
    name: 'plan',
    summary: 'the most promising calls for today',
    group: DAY,
    verbs: () => ({ day: () => import('../commands/plan/day.ts') }),
    defaultVerb: 'day',
  },
  {
    name: 'dnc',
    summary: 'the do-not-call list: numbers and people that must not be called',
    group: DAY,
    verbs: () => ({
      add: () => import('../commands/dnc/add.ts'),
      rm: () => import('../commands/dnc/rm.ts'),
      list: () => import('../commands/dnc/list.ts'),
      check: () => import('../commands/dnc/check.ts'),
      import: () => import('../commands/dnc/import.ts'),
    }),
  },
];

const OTHER_COMMANDS: readonly CatalogueEntry[] = [
  {
    name: 'search',
    aliases: ['find'],
    summary: 'find records by any of their text',
    group: LOOK,
    load: () => import('../commands/search.ts'),
  },
  {
    name: 'dupes',
    aliases: ['duplicates'],
    summary: 'likely duplicates',
    group: LOOK,
    load: () => import('../commands/dupes.ts'),
  },
  {
    name: 'report',
    aliases: ['reports'],
    summary: 'reports: pipeline, won and lost, sources, activity, calls, and your own',
    group: LOOK,
    verbs: () => ({
      pipeline: () => import('../commands/report/pipeline.ts'),
      forecast: () => import('../commands/report/forecast.ts'),
      slipped: () => import('../commands/report/slipped.ts'),
      coverage: () => import('../commands/report/coverage.ts'),
      'pipeline-diff': () => import('../commands/report/pipeline-diff.ts'),
      calls: () => import('../commands/report/calls.ts'),
      'best-time': () => import('../commands/report/best-time.ts'),
      cadence: () => import('../commands/report/cadence.ts'),
      won: () => import('../commands/report/won.ts'),
      lost: () => import('../commands/report/lost.ts'),
      sources: () => import('../commands/report/sources.ts'),
      activity: () => import('../commands/report/activity.ts'),
      leaderboard: () => import('../commands/report/leaderboard.ts'),
      funnel: () => import('../commands/report/funnel.ts'),
      'speed-to-lead': () => import('../commands/report/speed-to-lead.ts'),
      conversion: () => import('../commands/report/conversion.ts'),
      velocity: () => import('../commands/report/velocity.ts'),
      stale: () => import('../commands/report/stale.ts'),
      stuck: () => import('../commands/report/stuck.ts'),
      bottleneck: () => import('../commands/report/bottleneck.ts'),
      compliance: () => import('../commands/report/compliance.ts'),
      customers: () => import('../commands/report/customers.ts'),
      recurring: () => import('../commands/report/recurring.ts'),
      cases: () => import('../commands/report/cases.ts'),
      products: () => import('../commands/report/products.ts'),
      'cross-sell': () => import('../commands/report/cross-sell.ts'),
      'win-back': () => import('../commands/report/win-back.ts'),
      campaigns: () => import('../commands/report/campaigns.ts'),
      run: () => import('../commands/report/run.ts'),
      save: () => import('../commands/report/save.ts'),
      list: () => import('../commands/report/list.ts'),
      show: () => import('../commands/report/show.ts'),
      edit: () => import('../commands/report/edit.ts'),
      rm: () => import('../commands/report/rm.ts'),
    }),
    argumentVerb: 'run',
    isArgument: () => true,
  },
  {
    name: 'dashboard',
    aliases: ['dashboards'],
    summary: 'reports and lists side by side, on a terminal or as a page',
    group: LOOK,
    verbs: () => ({
      show: () => import('../commands/dashboard/show.ts'),
      add: () => import('../commands/dashboard/add.ts'),
      list: () => import('../commands/dashboard/list.ts'),
      edit: () => import('../commands/dashboard/edit.ts'),
      rm: () => import('../commands/dashboard/rm.ts'),
    }),
    defaultVerb: 'show',
    isArgument: () => true,
  },
  {
    name: 'segment',
    aliases: ['segments'],
    summary: 'saved filters, for --segment <name> instead of --where',
    group: LOOK,
    verbs: () => ({
      add: () => import('../commands/segment/add.ts'),
      list: () => import('../commands/segment/list.ts'),
      show: () => import('../commands/segment/show.ts'),
      rm: () => import('../commands/segment/rm.ts'),
    }),
  },
  {
    name: 'view',
    aliases: ['views'],
    summary: 'saved views of the board, for crm board --view <name>',
    group: LOOK,
    verbs: () => ({
      add: () => import('../commands/view/add.ts'),
      list: () => import('../commands/view/list.ts'),
      edit: () => import('../commands/view/edit.ts'),
      rm: () => import('../commands/view/rm.ts'),
    }),
  },
  {
    name: 'compliance',
    summary: 'rules that records have to keep, and who keeps them',
    group: LOOK,
    verbs: () => ({
      add: () => import('../commands/compliance/add.ts'),
      list: () => import('../commands/compliance/list.ts'),
      edit: () => import('../commands/compliance/edit.ts'),
      rm: () => import('../commands/compliance/rm.ts'),
      run: () => import('../commands/compliance/run.ts'),
    }),
  },
  {
    name: 'score',
    aliases: ['scores'],
    summary: 'rules that give points to leads, and how well they tell who buys',
    group: LOOK,
    verbs: () => ({
      add: () => import('../commands/score/add.ts'),
      list: () => import('../commands/score/list.ts'),
      edit: () => import('../commands/score/edit.ts'),
      rm: () => import('../commands/score/rm.ts'),
      explain: () => import('../commands/score/explain.ts'),
      test: () => import('../commands/score/test.ts'),
    }),
  },
  {
    name: 'export',
    summary: 'export all data',
    group: MOVE,
    verbs: () => ({ all: () => import('../commands/export/all.ts') }),
  },
  {
    name: 'import',
    summary: 'import a full export',
    group: MOVE,
    verbs: () => ({ all: () => import('../commands/import/all.ts') }),
  },
  {
    name: 'map',
    aliases: ['maps'],
    summary: 'saved column maps for imports',
    group: MOVE,
    verbs: () => ({
      list: () => import('../commands/map/list.ts'),
      rm: () => import('../commands/map/rm.ts'),
    }),
  },
  {
    name: 'migrate',
    summary: 'move in from another CRM: import a folder of its files',
    group: MOVE,
    load: () => import('../commands/migrate.ts'),
  },
  {
    name: 'demo',
    summary: 'a made-up company to try everything on',
    group: MOVE,
    load: () => import('../commands/demo.ts'),
  },
  {
    name: 'history',
    summary: 'what was changed, when and by whom',
    group: HOUSE,
    load: () => import('../commands/history.ts'),
  },
  {
    name: 'events',
    summary: 'what happens to records, as JSON lines for other programs',
    group: HOUSE,
    load: () => import('../commands/events.ts'),
  },
  {
    name: 'template',
    aliases: ['templates'],
    summary: 'templates of mails, with names of fields in them',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/template/add.ts'),
      list: () => import('../commands/template/list.ts'),
      show: () => import('../commands/template/show.ts'),
      edit: () => import('../commands/template/edit.ts'),
      rm: () => import('../commands/template/rm.ts'),
      render: () => import('../commands/template/render.ts'),
    }),
  },
  {
    name: 'sequence',
    aliases: ['sequences'],
    summary: 'mails, calls and tasks that follow each other, and who is in them',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/sequence/add.ts'),
      list: () => import('../commands/sequence/list.ts'),
      show: () => import('../commands/sequence/show.ts'),
      edit: () => import('../commands/sequence/edit.ts'),
      rm: () => import('../commands/sequence/rm.ts'),
      enrol: () => import('../commands/sequence/enrol.ts'),
      preview: () => import('../commands/sequence/preview.ts'),
      runs: () => import('../commands/sequence/runs.ts'),
      report: () => import('../commands/sequence/report.ts'),
      pause: () => import('../commands/sequence/pause.ts'),
      resume: () => import('../commands/sequence/resume.ts'),
      stop: () => import('../commands/sequence/stop.ts'),
    }),
  },
  {
    name: 'rule',
    aliases: ['rules'],
    summary: 'what is done by itself when something happens',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/rule/add.ts'),
      list: () => import('../commands/rule/list.ts'),
      show: () => import('../commands/rule/show.ts'),
      edit: () => import('../commands/rule/edit.ts'),
      enable: () => import('../commands/rule/enable.ts'),
      disable: () => import('../commands/rule/disable.ts'),
      test: () => import('../commands/rule/test.ts'),
      log: () => import('../commands/rule/log.ts'),
      rm: () => import('../commands/rule/rm.ts'),
    }),
  },
  {
    name: 'webhook',
    aliases: ['webhooks'],
    summary: 'programs elsewhere that are told what happens',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/webhook/add.ts'),
      list: () => import('../commands/webhook/list.ts'),
      show: () => import('../commands/webhook/show.ts'),
      edit: () => import('../commands/webhook/edit.ts'),
      test: () => import('../commands/webhook/test.ts'),
      log: () => import('../commands/webhook/log.ts'),
      replay: () => import('../commands/webhook/replay.ts'),
      rm: () => import('../commands/webhook/rm.ts'),
    }),
  },
  {
    name: 'run',
    summary: 'do what is due: rules for times, reminders, messages to webhooks',
    group: HOUSE,
    load: () => import('../commands/run.ts'),
  },
  { name: 'undo', summary: 'undo a change', group: HOUSE, load: () => import('../commands/undo.ts') },
  { name: 'redo', summary: 'redo an undone change', group: HOUSE, load: () => import('../commands/redo.ts') },
  {
    name: 'user',
    aliases: ['users'],
    summary: 'users of this database',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/user/add.ts'),
      list: () => import('../commands/user/list.ts'),
      edit: () => import('../commands/user/edit.ts'),
      rm: () => import('../commands/user/rm.ts'),
    }),
  },
  {
    name: 'team',
    aliases: ['teams'],
    summary: 'named groups of users, for --owner and targets',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/team/add.ts'),
      list: () => import('../commands/team/list.ts'),
      show: () => import('../commands/team/show.ts'),
      edit: () => import('../commands/team/edit.ts'),
      rm: () => import('../commands/team/rm.ts'),
    }),
  },
  {
    name: 'queue',
    aliases: ['queues'],
    summary: 'owners that nobody can be: their members take what waits',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/queue/add.ts'),
      list: () => import('../commands/queue/list.ts'),
      show: () => import('../commands/queue/show.ts'),
      take: () => import('../commands/queue/take.ts'),
      edit: () => import('../commands/queue/edit.ts'),
      rm: () => import('../commands/queue/rm.ts'),
    }),
  },
  {
    name: 'merge',
    summary: 'merge duplicate records',
    group: HOUSE,
    load: () => import('../commands/merge.ts'),
  },
  {
    name: 'tag',
    aliases: ['tags'],
    summary: 'tags on records',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/tag/add.ts'),
      rm: () => import('../commands/tag/rm.ts'),
      list: () => import('../commands/tag/list.ts'),
    }),
  },
  {
    name: 'field',
    aliases: ['fields'],
    summary: 'custom fields',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/field/add.ts'),
      list: () => import('../commands/field/list.ts'),
      edit: () => import('../commands/field/edit.ts'),
      rm: () => import('../commands/field/rm.ts'),
    }),
  },
  {
    name: 'noun',
    aliases: ['nouns'],
    summary: 'nouns of your own: projects, sites, machines …',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/noun/add.ts'),
      list: () => import('../commands/noun/list.ts'),
      show: () => import('../commands/noun/show.ts'),
      edit: () => import('../commands/noun/edit.ts'),
      rm: () => import('../commands/noun/rm.ts'),
    }),
  },
  {
    name: 'picklist',
    aliases: ['picklists'],
    summary: 'lists of values: sources, industries, reasons, statuses …',
    group: HOUSE,
    verbs: () => ({
      list: () => import('../commands/picklist/list.ts'),
      show: () => import('../commands/picklist/show.ts'),
      add: () => import('../commands/picklist/add.ts'),
      rename: () => import('../commands/picklist/rename.ts'),
      merge: () => import('../commands/picklist/merge.ts'),
      rm: () => import('../commands/picklist/rm.ts'),
      reorder: () => import('../commands/picklist/reorder.ts'),
      edit: () => import('../commands/picklist/edit.ts'),
    }),
  },
  {
    name: 'pipeline',
    aliases: ['pipelines'],
    summary: 'the stages of deals',
    group: HOUSE,
    verbs: () => ({
      list: () => import('../commands/pipeline/list.ts'),
      add: () => import('../commands/pipeline/add.ts'),
      edit: () => import('../commands/pipeline/edit.ts'),
    }),
  },
  {
    name: 'rate',
    aliases: ['rates'],
    summary: 'exchange rates, to add up deals in several currencies',
    group: HOUSE,
    verbs: () => ({
      set: () => import('../commands/rate/set.ts'),
      list: () => import('../commands/rate/list.ts'),
      rm: () => import('../commands/rate/rm.ts'),
    }),
  },
  {
    name: 'forecast',
    aliases: ['forecasts'],
    summary: 'what you and others expect of a month or quarter, and what was said before',
    group: HOUSE,
    verbs: () => ({
      submit: () => import('../commands/forecast/submit.ts'),
      history: () => import('../commands/forecast/history.ts'),
    }),
    defaultVerb: 'history',
  },
  {
    name: 'target',
    aliases: ['targets'],
    summary: 'what you, others and the team are to reach, and how far they are',
    group: HOUSE,
    verbs: () => ({
      set: () => import('../commands/target/set.ts'),
      list: () => import('../commands/target/list.ts'),
      rm: () => import('../commands/target/rm.ts'),
      import: () => import('../commands/target/import.ts'),
    }),
  },
  {
    name: 'tier',
    aliases: ['tiers'],
    summary: 'tiers of customers: gold, silver, by what they bought or are',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/tier/add.ts'),
      list: () => import('../commands/tier/list.ts'),
      edit: () => import('../commands/tier/edit.ts'),
      rm: () => import('../commands/tier/rm.ts'),
    }),
  },
  {
    name: 'sla',
    aliases: ['slas'],
    summary: 'service levels: by when cases are answered and solved',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/sla/add.ts'),
      list: () => import('../commands/sla/list.ts'),
      show: () => import('../commands/sla/show.ts'),
      edit: () => import('../commands/sla/edit.ts'),
      rm: () => import('../commands/sla/rm.ts'),
    }),
  },
  {
    name: 'cadence',
    aliases: ['cadences'],
    summary: 'how often and when leads are tried',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/cadence/add.ts'),
      list: () => import('../commands/cadence/list.ts'),
      edit: () => import('../commands/cadence/edit.ts'),
      rm: () => import('../commands/cadence/rm.ts'),
    }),
  },
  {
    name: 'outcome',
    aliases: ['outcomes'],
    summary: 'names for the result of a call',
    group: HOUSE,
    verbs: () => ({
      add: () => import('../commands/outcome/add.ts'),
      list: () => import('../commands/outcome/list.ts'),
      edit: () => import('../commands/outcome/edit.ts'),
      rm: () => import('../commands/outcome/rm.ts'),
    }),
  },
  {
    name: 'config',
    summary: 'your settings',
    group: HOUSE,
    defaultVerb: 'list',
    verbs: () => ({
      list: () => import('../commands/config/list.ts'),
      get: () => import('../commands/config/get.ts'),
      set: () => import('../commands/config/set.ts'),
      unset: () => import('../commands/config/unset.ts'),
      path: () => import('../commands/config/path.ts'),
    }),
  },
  {
    name: 'alias',
    aliases: ['aliases'],
    summary: 'commands of your own',
    group: HOUSE,
    verbs: () => ({
      set: () => import('../commands/alias/set.ts'),
      list: () => import('../commands/alias/list.ts'),
      rm: () => import('../commands/alias/rm.ts'),
    }),
  },
  {
    name: 'backup',
    summary: 'copy the database to a file',
    group: HOUSE,
    load: () => import('../commands/backup.ts'),
  },
  {
    name: 'doctor',
    summary: 'check the database',
    group: HOUSE,
    load: () => import('../commands/doctor.ts'),
  },
  {
    name: 'completion',
    summary: 'complete commands, options and names with the Tab key',
    group: HOUSE,
    load: () => import('../commands/completion.ts'),
  },
  {
    name: 'complete',
    summary: 'candidates for completion',
    group: HOUSE,
    direct: () => import('./complete.ts'),
    hidden: true,
  },
];

/** Verbs that one noun alone has. */
const OWN_VERBS: Readonly<Record<string, () => Readonly<Record<string, Load>>>> = {
  lead: () => ({
    qualify: () => import('../commands/lead/qualify.ts'),
    disqualify: () => import('../commands/lead/disqualify.ts'),
    nurture: () => import('../commands/lead/nurture.ts'),
    assign: () => import('../commands/lead/assign.ts'),
    convert: () => import('../commands/lead/convert.ts'),
    snooze: () => import('../commands/lead/snooze.ts'),
  }),
  contact: () => ({
    relate: () => import('../commands/contact/relate.ts'),
    unrelate: () => import('../commands/contact/unrelate.ts'),
  }),
  opp: () => ({
    advance: () => import('../commands/opp/advance.ts'),
    retreat: () => import('../commands/opp/retreat.ts'),
    move: () => import('../commands/opp/move.ts'),
    win: () => import('../commands/opp/win.ts'),
    lose: () => import('../commands/opp/lose.ts'),
    reopen: () => import('../commands/opp/reopen.ts'),
    forecast: () => import('../commands/opp/forecast.ts'),
  }),
  campaign: () => ({
    join: () => import('../commands/campaign/join.ts'),
    leave: () => import('../commands/campaign/leave.ts'),
    members: () => import('../commands/campaign/members.ts'),
    send: () => import('../commands/campaign/send.ts'),
    report: () => import('../commands/campaign/report.ts'),
  }),
  case: () => ({
    board: () => import('../commands/case/board.ts'),
    reply: () => import('../commands/case/reply.ts'),
    solve: () => import('../commands/case/solve.ts'),
    wait: () => import('../commands/case/wait.ts'),
    reopen: () => import('../commands/case/reopen.ts'),
    assign: () => import('../commands/case/assign.ts'),
    escalate: () => import('../commands/case/escalate.ts'),
    merge: () => import('../commands/case/merge.ts'),
  }),
  purchase: () => ({
    renew: () => import('../commands/purchase/renew.ts'),
  }),
  quote: () => ({
    add: () => import('../commands/quote/add.ts'),
    print: () => import('../commands/quote/print.ts'),
    send: () => import('../commands/quote/send.ts'),
    accept: () => import('../commands/quote/accept.ts'),
    decline: () => import('../commands/quote/decline.ts'),
  }),
  doc: () => ({
    add: () => import('../commands/doc/add.ts'),
    version: () => import('../commands/doc/version.ts'),
    versions: () => import('../commands/doc/versions.ts'),
    open: () => import('../commands/doc/open.ts'),
    get: () => import('../commands/doc/get.ts'),
  }),
  meeting: () => ({
    done: () => import('../commands/meeting/done.ts'),
    'no-show': () => import('../commands/meeting/no-show.ts'),
    cancel: () => import('../commands/meeting/cancel.ts'),
    snooze: () => import('../commands/meeting/snooze.ts'),
  }),
  task: () => ({
    done: () => import('../commands/task/done.ts'),
    snooze: () => import('../commands/task/snooze.ts'),
    reopen: () => import('../commands/task/reopen.ts'),
  }),
};

/** Everything a program can do with these nouns, in the order its help lists it. */
export function commandCatalogue(nouns: Nouns): readonly CatalogueEntry[] {
  const records = [...nouns].map(
    (definition): CatalogueEntry => ({
      name: definition.noun,
      aliases: definition.aliases,
      summary: definition.summary,
      group: RECORDS,
      verbs: () => ({
        ...recordCommands(definition),
        ...(definition.custom ? {} : OWN_VERBS[definition.noun]?.()),
      }),
    }),
  );
  return [...TODAY_COMMANDS, ...records, ...OTHER_COMMANDS];
}

/** The commands of the verbs that nouns share. */
function recordCommands(definition: NounDefinition): Readonly<Record<string, Load>> {
  const verbs = definition.verbs();
  const loaders: Record<string, Load> = {};
  const make = <V>(name: string, verb: V | undefined, load: (verb: V) => Promise<AnyCommand>) => {
    if (verb) loaders[name] = async () => ({ default: await load(verb) });
  };
  make('add', verbs.add, async (add) => (await import('../commands/record/add.ts')).default(definition, add));
  make('list', verbs.list, async (list) =>
    (await import('../commands/record/list.ts')).default(definition, list),
  );
  make('show', verbs.show, async (show) =>
    (await import('../commands/record/show.ts')).default(definition, show),
  );
  make('edit', verbs.edit, async (edit) =>
    (await import('../commands/record/edit.ts')).default(definition, edit),
  );
  make('rm', verbs.rm, async (rm) => (await import('../commands/record/rm.ts')).default(definition, rm));
  make('import', verbs.import, async (verb) =>
    (await import('../commands/record/import.ts')).default(definition, verb),
  );
  make('export', verbs.export, async (verb) =>
    (await import('../commands/record/export.ts')).default(definition, verb),
  );
  return loaders;
}

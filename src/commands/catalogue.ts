import type { IO } from '../io/types.ts';
import type { NounDefinition } from '../nouns/definition.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { DatabaseSchema } from '../store/sqlite/open.ts';
import type { AnyCommand } from './command.ts';

type Load = () => Promise<{ default: AnyCommand }>;

/**
 * A noun with its verbs, or a command of its own. Modules are loaded when chosen; other nouns do not even create
 * their verbs.
 */
export interface CatalogueEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Its section in `crm --help`. */
  readonly group: string;
  readonly verbs?: () => Readonly<Record<string, Load>>;
  readonly load?: Load;
  /** For commands without options and context: gets the words and returns the exit code. */
  readonly direct?: () => Promise<{
    default: (argv: readonly string[], io: IO, schema: DatabaseSchema) => Promise<number>;
  }>;
  /** The verb if none is given. */
  readonly defaultVerb?: string;
  /** For programs, not people: hidden in help and suggestions. */
  readonly hidden?: true;
}

const DAY = 'Your day:';
const RECORDS = 'Records:';
const LOOK = 'Look:';
const MOVE = 'Import and export:';
const HOUSE = 'Housekeeping:';

const TODAY_COMMANDS: readonly CatalogueEntry[] = [
  {
    name: 'today',
    summary: 'what is due: tasks, callbacks, deals to close or move',
    group: DAY,
    load: () => import('./today.ts'),
  },
  {
    name: 'call',
    aliases: ['calls'],
    summary: 'who to call next; log calls',
    group: DAY,
    verbs: () => ({
      next: () => import('./call/next.ts'),
      queue: () => import('./call/queue.ts'),
      log: () => import('./log/call.ts'),
      session: () => import('./call/session.ts'),
      skip: () => import('./call/skip.ts'),
      release: () => import('./call/release.ts'),
      import: () => import('./call/import.ts'),
    }),
  },
  {
    name: 'log',
    summary: 'log a call, an e-mail, a meeting or a note',
    group: DAY,
    verbs: () => ({
      call: () => import('./log/call.ts'),
      email: () => import('./log/email.ts'),
      meeting: () => import('./log/meeting.ts'),
      note: () => import('./log/note.ts'),
    }),
  },
  {
    name: 'board',
    summary: 'the live pipeline board, to view and edit deals',
    group: DAY,
    load: () => import('./board.ts'),
  },
  {
    name: 'plan',
    summary: 'the most promising calls for today',
    group: DAY,
    verbs: () => ({ day: () => import('./plan/day.ts') }),
    defaultVerb: 'day',
  },
  {
    name: 'dnc',
    summary: 'the do-not-call list: numbers and people that must not be called',
    group: DAY,
    verbs: () => ({
      add: () => import('./dnc/add.ts'),
      rm: () => import('./dnc/rm.ts'),
      list: () => import('./dnc/list.ts'),
      check: () => import('./dnc/check.ts'),
      import: () => import('./dnc/import.ts'),
    }),
  },
];

const OTHER_COMMANDS: readonly CatalogueEntry[] = [
  {
    name: 'search',
    aliases: ['find'],
    summary: 'find records by any of their text',
    group: LOOK,
    load: () => import('./search.ts'),
  },
  {
    name: 'dupes',
    aliases: ['duplicates'],
    summary: 'likely duplicates',
    group: LOOK,
    load: () => import('./dupes.ts'),
  },
  {
    name: 'report',
    aliases: ['reports'],
    summary: 'reports: pipeline and calls',
    group: LOOK,
    verbs: () => ({
      pipeline: () => import('./report/pipeline.ts'),
      calls: () => import('./report/calls.ts'),
      'best-time': () => import('./report/best-time.ts'),
      cadence: () => import('./report/cadence.ts'),
    }),
  },
  {
    name: 'segment',
    aliases: ['segments'],
    summary: 'saved filters, for --segment <name> instead of --where',
    group: LOOK,
    verbs: () => ({
      add: () => import('./segment/add.ts'),
      list: () => import('./segment/list.ts'),
      show: () => import('./segment/show.ts'),
      rm: () => import('./segment/rm.ts'),
    }),
  },
  {
    name: 'export',
    summary: 'export all data',
    group: MOVE,
    verbs: () => ({ all: () => import('./export/all.ts') }),
  },
  {
    name: 'import',
    summary: 'import a full export',
    group: MOVE,
    verbs: () => ({ all: () => import('./import/all.ts') }),
  },
  {
    name: 'map',
    aliases: ['maps'],
    summary: 'saved column maps for imports',
    group: MOVE,
    verbs: () => ({
      list: () => import('./map/list.ts'),
      rm: () => import('./map/rm.ts'),
    }),
  },
  {
    name: 'migrate',
    summary: 'move in from another CRM: import a folder of its files',
    group: MOVE,
    load: () => import('./migrate.ts'),
  },
  {
    name: 'demo',
    summary: 'a made-up company to try everything on',
    group: MOVE,
    load: () => import('./demo.ts'),
  },
  {
    name: 'history',
    summary: 'what was changed, when and by whom',
    group: HOUSE,
    load: () => import('./history.ts'),
  },
  { name: 'undo', summary: 'undo a change', group: HOUSE, load: () => import('./undo.ts') },
  { name: 'redo', summary: 'redo an undone change', group: HOUSE, load: () => import('./redo.ts') },
  {
    name: 'user',
    aliases: ['users'],
    summary: 'users of this database',
    group: HOUSE,
    verbs: () => ({
      add: () => import('./user/add.ts'),
      list: () => import('./user/list.ts'),
      edit: () => import('./user/edit.ts'),
      rm: () => import('./user/rm.ts'),
    }),
  },
  {
    name: 'merge',
    summary: 'merge duplicate records',
    group: HOUSE,
    load: () => import('./merge.ts'),
  },
  {
    name: 'tag',
    aliases: ['tags'],
    summary: 'tags on records',
    group: HOUSE,
    verbs: () => ({
      add: () => import('./tag/add.ts'),
      rm: () => import('./tag/rm.ts'),
      list: () => import('./tag/list.ts'),
    }),
  },
  {
    name: 'field',
    aliases: ['fields'],
    summary: 'custom fields',
    group: HOUSE,
    verbs: () => ({
      add: () => import('./field/add.ts'),
      list: () => import('./field/list.ts'),
      rm: () => import('./field/rm.ts'),
    }),
  },
  {
    name: 'pipeline',
    aliases: ['pipelines'],
    summary: 'the stages of deals',
    group: HOUSE,
    verbs: () => ({
      list: () => import('./pipeline/list.ts'),
      add: () => import('./pipeline/add.ts'),
      edit: () => import('./pipeline/edit.ts'),
    }),
  },
  {
    name: 'cadence',
    aliases: ['cadences'],
    summary: 'how often and when leads are tried',
    group: HOUSE,
    verbs: () => ({
      add: () => import('./cadence/add.ts'),
      list: () => import('./cadence/list.ts'),
      edit: () => import('./cadence/edit.ts'),
      rm: () => import('./cadence/rm.ts'),
    }),
  },
  {
    name: 'outcome',
    aliases: ['outcomes'],
    summary: 'names for the result of a call',
    group: HOUSE,
    verbs: () => ({
      add: () => import('./outcome/add.ts'),
      list: () => import('./outcome/list.ts'),
      edit: () => import('./outcome/edit.ts'),
      rm: () => import('./outcome/rm.ts'),
    }),
  },
  {
    name: 'config',
    summary: 'your settings',
    group: HOUSE,
    defaultVerb: 'list',
    verbs: () => ({
      list: () => import('./config/list.ts'),
      get: () => import('./config/get.ts'),
      set: () => import('./config/set.ts'),
      unset: () => import('./config/unset.ts'),
      path: () => import('./config/path.ts'),
    }),
  },
  {
    name: 'backup',
    summary: 'copy the database to a file',
    group: HOUSE,
    load: () => import('./backup.ts'),
  },
  {
    name: 'doctor',
    summary: 'check the database',
    group: HOUSE,
    load: () => import('./doctor.ts'),
  },
  {
    name: 'completion',
    summary: 'complete commands, options and names with the Tab key',
    group: HOUSE,
    load: () => import('./completion.ts'),
  },
  {
    name: 'complete',
    summary: 'candidates for completion',
    group: HOUSE,
    direct: () => import('../cli/complete.ts'),
    hidden: true,
  },
];

/** Verbs that one noun alone has. */
const OWN_VERBS: Readonly<Record<string, () => Readonly<Record<string, Load>>>> = {
  lead: () => ({
    qualify: () => import('./lead/qualify.ts'),
    disqualify: () => import('./lead/disqualify.ts'),
    nurture: () => import('./lead/nurture.ts'),
    assign: () => import('./lead/assign.ts'),
    convert: () => import('./lead/convert.ts'),
  }),
  opp: () => ({
    advance: () => import('./opp/advance.ts'),
    retreat: () => import('./opp/retreat.ts'),
    move: () => import('./opp/move.ts'),
    win: () => import('./opp/win.ts'),
    lose: () => import('./opp/lose.ts'),
    reopen: () => import('./opp/reopen.ts'),
  }),
  task: () => ({
    done: () => import('./task/done.ts'),
    snooze: () => import('./task/snooze.ts'),
    reopen: () => import('./task/reopen.ts'),
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
      verbs: () => ({ ...recordCommands(definition), ...OWN_VERBS[definition.noun]?.() }),
    }),
  );
  return [...TODAY_COMMANDS, ...records, ...OTHER_COMMANDS];
}

/** The commands of the verbs that nouns share. */
function recordCommands(definition: NounDefinition): Readonly<Record<string, Load>> {
  const verbs = definition.verbs();
  const made: Record<string, Load> = {};
  const make = <V>(name: string, verb: V | undefined, load: (verb: V) => Promise<AnyCommand>) => {
    if (verb) made[name] = async () => ({ default: await load(verb) });
  };
  make('add', verbs.add, async (add) => (await import('./record/add.ts')).default(definition, add));
  make('list', verbs.list, async (list) => (await import('./record/list.ts')).default(definition, list));
  make('show', verbs.show, async (show) => (await import('./record/show.ts')).default(definition, show));
  make('edit', verbs.edit, async (edit) => (await import('./record/edit.ts')).default(definition, edit));
  make('rm', verbs.rm, async (rm) => (await import('./record/rm.ts')).default(definition, rm));
  make('import', verbs.import, async (verb) =>
    (await import('./record/import.ts')).default(definition, verb),
  );
  make('export', verbs.export, async (verb) =>
    (await import('./record/export.ts')).default(definition, verb),
  );
  return made;
}

/** Other words that people type for verbs. */
export const VERB_ALIASES: Readonly<Record<string, string>> = {
  ls: 'list',
  new: 'add',
  create: 'add',
  view: 'show',
  get: 'show',
  update: 'edit',
  set: 'edit',
  remove: 'rm',
  delete: 'rm',
  del: 'rm',
};

import { levelListener } from '../app/cases/level-listener.ts';
import type { Hooks } from '../app/hooks/hooks.ts';
import { ruleListener } from '../app/rules/rule-listener.ts';
import { sequenceListener } from '../app/sequences/sequence-listener.ts';
import { depsOf } from '../commands/deps.ts';
import type { Context } from '../context.ts';
import { isoTime } from '../domain/dates.ts';
import { parseDuration } from '../domain/duration.ts';
import { shellQuote } from '../domain/split-line.ts';
import type { StoredWork } from '../domain/stored-work.ts';
import type { Printer } from '../render/printer.ts';
import type { Progress } from '../render/progress.ts';
import { type ActingName, findActingUser } from '../store/acting-user.ts';
import type { ChangeListener } from '../store/change-listener.ts';
import { Changes } from '../store/changes.ts';
import { NewPicklistValues } from '../store/new-picklist-values.ts';
import { type OpenOptions, openDatabase } from '../store/sqlite/open.ts';
import { Store } from '../store/store.ts';
import { StoredWorkListener } from '../store/stored-work.ts';
import { isLarge } from './database-option.ts';
import { hooksOf } from './hooks.ts';
import { newValuesNote } from './new-values-note.ts';

/** Longest command line kept in the history, in characters. */
const MAX_COMMAND_CHARS = 300;

/** How the database of a command is opened. */
interface SessionOptions {
  readonly argv: readonly string[];
  /** Who acts; null where that does not matter. */
  readonly acting: ActingName | null;
  /** The user whom the command adds. */
  readonly adds: string | undefined;
  /** What becomes of a database that is not there. */
  readonly missing: NonNullable<OpenOptions['missing']>;
  /** Whether the path of the database was given. */
  readonly isNamed: boolean;
  readonly isScreen: boolean;
  readonly noRules: boolean;
  readonly isRepeatable: () => boolean;
  readonly onStored: (work: StoredWork) => void;
  readonly onProblem: (problem: string) => void;
}

/** An open database with all that follows its changes. */
interface Session {
  readonly store: Store;
  /** The programs that run after changes; undefined without any. */
  readonly hooks: Hooks | undefined;
}

/** Opens the database of a command, which it creates if the command does. */
export async function openSession(ctx: Context, options: SessionOptions): Promise<Session> {
  const { io, print, settings, config, clock, schema } = ctx;
  const { acting, isScreen } = options;
  const now = isoTime(clock.now());
  const isCalm = settings.quiet || config.get('motion') === 'off';
  if (!isScreen && io.stderr.isTTY && !isCalm && isLarge(settings.db)) io.startBusyIndicator();
  const updating = updateProgress(print);
  const engine = await openDatabase({
    path: settings.db,
    ...schema,
    now,
    missing: options.missing,
    lockWait: ctx.lockWait,
    isRepeatable: options.isRepeatable,
    onUpdate: updating.onUpdate,
    onUpdateNote: (text) => print.note(text),
    onCreate: () => options.isNamed && print.note(`Created a new database: ${settings.db}`),
  }).finally(updating.end);
  let { user } = ctx;
  try {
    if (acting) user = await findActingUser(engine, { ...acting, adds: options.adds });
  } catch (error) {
    await engine.close();
    throw error;
  }
  // A command reads one snapshot. A screen stays open and reads a new one on every refresh.
  if (!isScreen) await engine.beginRead();
  const act = {
    user,
    now,
    command: commandText(options.argv),
    currency: config.get('currency'),
    get callbackRetryMs() {
      return parseDuration(config.get('callback_retry')) * 1000;
    },
  };
  const listeners: ChangeListener[] = [
    new StoredWorkListener(options.onStored),
    ...(isScreen ? [] : [new NewPicklistValues((values) => print.note(newValuesNote(values)))]),
    levelListener(() => depsOf(ctx, store), options.onProblem),
    ...(options.noRules ? [] : [ruleListener((at) => depsOf(ctx, store, at), options.onProblem)]),
    // Rules may end what a sequence has begun.
    sequenceListener(() => depsOf(ctx, store)),
  ];
  const hooks =
    config.hooks.length > 0 && io.env.CRM_HOOK === undefined
      ? hooksOf(ctx, engine, () => changes)
      : undefined;
  if (hooks) listeners.push(hooks.listener);
  const changes = new Changes(engine, listeners);
  const store = new Store(engine, act, changes);
  return { store, hooks };
}

/** Shows how far the update of an older database is. */
function updateProgress(print: Printer) {
  let line: Progress | undefined;
  return {
    onUpdate(done: number, all: number) {
      line ??= print.progress('Updating the database');
      line.update(done, all);
    },
    end: () => line?.end(),
  };
}

/** The command line for the history: quoted if needed, cut if very long. */
function commandText(argv: readonly string[]): string {
  const text = argv.map(shellQuote).join(' ');
  return text.length > MAX_COMMAND_CHARS ? `${text.slice(0, MAX_COMMAND_CHARS)}…` : text;
}

import type { AnyCommand } from '../commands/command.ts';
import type { NounDefinition } from '../nouns/definition.ts';
import type { Load } from './catalogue-entry.ts';

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
    'import-members': () => import('../commands/campaign/import-members.ts'),
    send: () => import('../commands/campaign/send.ts'),
    statuses: () => import('../commands/campaign/statuses.ts'),
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
  contract: () => ({
    renew: () => import('../commands/contract/renew.ts'),
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

/** The verbs of a noun: those that nouns share, and its own. */
export function verbsOf(definition: NounDefinition): Readonly<Record<string, Load>> {
  return { ...sharedVerbs(definition), ...(definition.custom ? {} : OWN_VERBS[definition.noun]?.()) };
}

/** Those that nouns share, as far as this one has them. */
function sharedVerbs(definition: NounDefinition): Readonly<Record<string, Load>> {
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

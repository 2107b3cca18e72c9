import { describeParties, logCalls, logInteractions, readCallResult } from '../../app/activities/log.ts';
import { addSavedView } from '../../app/board/saved-views.ts';
import type { Deps } from '../../app/deps.ts';
import { redoChange, undoChange } from '../../app/history/undo.ts';
import {
  advanceOpps,
  describeStep,
  loseOpps,
  moveOpps,
  type OppStepsResult,
  reopenOpps,
  retreatOpps,
  winOpps,
} from '../../app/opps/steps.ts';
import { addRecord, addRecords } from '../../app/records/add.ts';
import { describeRecords } from '../../app/records/describe.ts';
import { editRecords } from '../../app/records/edit.ts';
import { fieldsOf } from '../../app/records/fields.ts';
import { findByNumbers } from '../../app/records/find.ts';
import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import { conflict, refused, usage } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { findNearest } from '../../domain/suggest.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { TASK } from '../../nouns/task/definition.ts';
import type { BoardAction, DealRef } from '../../render/tui/board/port.ts';
import { followsOf } from '../log/call.ts';
import { readFuture } from '../parse-args.ts';
import { flagOf, optionFor, readInputValues } from '../record/input.ts';
import { typedAmountsOf } from '../record/typed-amounts.ts';
import { readingFor, timeOf, timeWhenAsked } from '../their-time.ts';

/** Does what a key of the board asks for, with all the deals or with none; returns what was done. */
export async function actOnDeals(
  ctx: Context,
  deps: Deps,
  deals: readonly DealRef[],
  action: BoardAction,
): Promise<string> {
  const opps = deals.map(({ id, stageId }) => ({ id, expectedStageId: stageId }));
  switch (action.type) {
    case 'step': {
      const step = action.direction === 1 ? advanceOpps : retreatOpps;
      return stepsText(await step(deps, { opps }));
    }
    case 'move':
      return stepsText(await moveOpps(deps, { opps, stage: action.stage }), `already in ${action.stage}`);
    case 'win':
      return stepsText(await winOpps(deps, { opps }));
    case 'lose':
      return stepsText(await loseOpps(deps, { opps, reason: action.reason }));
    case 'reopen':
      return stepsText(await reopenOpps(deps, { opps }), 'already open');
    case 'edit':
      return editDeals(ctx, deps, await namedDeals(deps, deals), action);
    case 'log call': {
      const { outcome, note, next } = action;
      const result = await readCallResult(deps, outcome);
      const parties = await namedDeals(deps, deals);
      const theirs = timeWhenAsked(ctx, parties);
      const planned = next === '' ? null : await readFuture(readingFor(ctx, await theirs()), next);
      const logged = await logCalls(deps, {
        ...interactionNow(deps, note),
        type: 'call',
        direction: 'out',
        next: planned,
        result,
        override: null,
        parties: parties.map((party) => ({ ...party, number: null })),
      });
      const [only] = logged;
      const follows = only && logged.length === 1 ? await followsOf(only, theirs) : '';
      const problem =
        planned && (await theirs()).problem(planned.at === null ? planned.date : isoTime(planned.at));
      const remark = problem ? ` · ${problem}` : '';
      return `Logged a call with ${describeParties(parties)}: ${result.word}${follows}${remark}`;
    }
    case 'note': {
      const parties = await namedDeals(deps, deals);
      const note = {
        ...interactionNow(deps, action.text),
        type: 'note',
        direction: null,
        next: null,
      } as const;
      await logInteractions(deps, { ...note, parties });
      return `Logged a note on ${describeParties(parties)}`;
    }
    case 'add task': {
      const fields = await fieldsOf(deps.store, TASK);
      const time = await timeOf(ctx, await namedDeals(deps, deals));
      const values = await readInputValues(readingFor(ctx, time), TASK, fields, { due: action.due });
      const due = values.due_at ?? values.due_date;
      const problem = typeof values.due_at === 'string' ? time.problem(values.due_at) : null;
      const tasks = deals.map(({ id }) => ({
        values: { subject: action.subject, ...values, opp: String(id) },
        allowDuplicate: true,
      }));
      const added = describeRecords(TASK, await addRecords(deps, TASK, tasks));
      const shown = typeof due === 'string' ? ` for ${time.show(due)}` : '';
      return `Added ${added}${shown}${problem ? ` · ${problem}` : ''}`;
    }
    case 'add deal': {
      const { type: _, name, ...texts } = action;
      const typed = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
      const values = await readInputValues(ctx, OPP, await fieldsOf(deps.store, OPP), typed);
      const added = await addRecord(deps, OPP, { values: { name, ...values }, allowDuplicate: false });
      return `Added ${describeRecords(OPP, [added])}`;
    }
    case 'save view': {
      const { name, key } = await addSavedView(deps, action);
      return key === null ? `Saved the view ${name}` : `Saved the view ${name}: ${key} opens it`;
    }
    case 'undo': {
      const { undone } = await undoChange(deps, action.change);
      return `undid: ${undone.summary || undone.command}`;
    }
    case 'redo': {
      const { undone } = await redoChange(deps, action.change);
      return `redid: ${undone.summary || undone.command}`;
    }
  }
}

function stepsText({ steps }: OppStepsResult, already = 'already closed like this'): string {
  const [only] = steps;
  if (!only) throw refused(already);
  return steps.length === 1 ? describeStep(only) : `moved ${steps.length} opportunities to ${only.to.name}`;
}

/** The deals by their names now. Throws `conflict` where one was removed. */
async function namedDeals(deps: Deps, deals: readonly DealRef[]): Promise<NamedRecord[]> {
  const ids = deals.map(({ id }) => id);
  const found = new Map((await findByNumbers(deps, 'opp', ids)).map((named) => [named.id, named]));
  return deals.map(({ id }) => {
    const named = found.get(id);
    if (!named) throw conflict(`opp ${id} does not exist any more: somebody removed it`);
    return named;
  });
}

async function editDeals(
  ctx: Context,
  deps: Deps,
  records: readonly NamedRecord[],
  { changes, seen }: Extract<BoardAction, { readonly type: 'edit' }>,
): Promise<string> {
  if (changes.length === 0) return 'nothing changed';
  const fields = await fieldsOf(deps.store, OPP);
  const editable = fields.filter(({ access }) => access === 'edit');
  const options = changes.map(([typed, text]) => {
    const name = typed.trim().toLowerCase().replaceAll('-', '_');
    const field = editable.find((each) => each.name === name || flagOf(each) === typed.trim());
    if (field) return optionFor(field, text);
    const [near] = findNearest(
      name,
      editable.map((each) => each.name),
    );
    throw usage(`there is no field "${typed}"`, ...(near ? [`Did you mean "${near}"?`] : []));
  });
  const given = Object.assign({}, ...options);
  const values = await readInputValues(ctx, OPP, fields, given);
  const typedAmounts = typedAmountsOf(OPP, given);
  const { changeId, changed } = await editRecords(deps, OPP, { records, values, typedAmounts, seen });
  if (changeId === null) return 'nothing changed';
  const some = changed < records.length ? ` (${changed} ${changed === 1 ? 'was' : 'were'} different)` : '';
  return `Changed ${describeRecords(OPP, records)}${some}`;
}

function interactionNow({ clock }: Deps, text: string) {
  return {
    at: isoTime(clock.now()),
    duration: null,
    outcome: null,
    subject: null,
    body: text === '' ? null : text,
  };
}

import { describeParties } from '../../app/activities/log.ts';
import type { Context } from '../../context.ts';
import { callReason } from '../../domain/calling/call-reason.ts';
import { dialArguments, readDialCommand } from '../../domain/calling/dial-command.ts';
import { isoTime } from '../../domain/dates.ts';
import { conflict, failed, isCrmError, refused } from '../../domain/errors.ts';
import { launch } from '../../io/launch.ts';
import type { CallCard, CallDraft, CallPort } from '../../render/tui/calls/port.ts';
import { type Call, logCall } from '../../store/activities/call.ts';
import { leadCard } from '../../store/calls/card.ts';
import {
  claimNextLead,
  keepLead,
  previewQueue,
  type QueueRequest,
  releaseLeads,
  skipLeads,
} from '../../store/calls/claim-next.ts';
import { changeNumbered, endOfChain } from '../../store/history.ts';
import type { Store } from '../../store/store.ts';
import { followsText } from '../log/call.ts';
import { holdSummary } from './queue-options.ts';

/** How much of what was said before can be read on the card. */
const SAID = 20;

/** How long a lead that is skipped is set aside, in milliseconds. */
const ASIDE = 2 * 3_600_000;

interface DeskOptions {
  readonly asking: QueueRequest;
  readonly now: () => number;
  readonly script: (campaign: string | null) => readonly string[];
}

/** A desk on the database: every act at its own time, every write only while the file is where it was. */
export async function callPort(
  ctx: Context,
  { asking, now, script }: DeskOptions,
): Promise<CallPort & { leave(card: CallCard): Promise<void> }> {
  const base = await ctx.store();
  const minutes = Number(ctx.config.get('claim_minutes'));

  const store = (): Store => {
    if (base.engine.isInPlace()) return base.at(isoTime(now()));
    throw failed(
      `the database "${ctx.settings.db}" is not where it was`,
      'Put the file back; what is written to one that was moved away would be lost.',
    );
  };

  const cardOf = async (card: Omit<CallCard, 'lead' | 'timeline' | 'name' | 'script'>): Promise<CallCard> => {
    const { lead, said } = await base.read(() => leadCard(base, card.leadId, SAID));
    return {
      ...card,
      lead,
      timeline: said,
      name: String(lead.name),
      script: script(lead.campaign === null ? null : String(lead.campaign)),
    };
  };

  return {
    async claim() {
      const at = { ...asking, now: now() };
      const taken = await claimNextLead(store(), at, minutes);
      if (!taken) {
        const queue = await previewQueue(store(), at, 0);
        return ['there is nobody to call now', ...holdSummary(ctx, queue), '', 'n looks again   q leaves'];
      }
      const { leadId, phone, zone } = taken;
      const card = await cardOf({ leadId, phone, zone, why: '' });
      return { ...card, why: callReason({ ...taken, attempts: Number(card.lead.attempts) }) };
    },

    async log(draft) {
      const call = callOf(draft);
      const { id, result } = await store().change(
        async (tx) => {
          const { leadId, name } = draft.card;
          if (!(await tx.read('lead', leadId)))
            throw conflict(`lead ${leadId} ${name} is not there any more: somebody has removed it`);
          return logCall(tx, call, ctx);
        },
        `logged a call with ${describeParties([call.with])}: ${draft.result.word}`,
      );
      return { draft, change: id, follows: followsText(result) };
    },

    async undo({ draft, change }, current) {
      const at = store();
      if (change === null) throw refused('there is nothing to take back');
      // Somebody may have taken it back already, with crm undo: its lead comes back all the same.
      const { kind } = await endOfChain(at.db, await changeNumbered(at.db, change));
      if (kind !== 'undo') await at.changes.undo(at.act, change);
      // Who holds which lead is a courtesy to others: what was asked for is done.
      await unlessFailed(keepLead(at, draft.card.leadId, minutes));
      if (current && current.leadId !== draft.card.leadId)
        await unlessFailed(releaseLeads(at, [current.leadId]));
      return cardOf(draft.card);
    },

    async skip({ leadId }) {
      await skipLeads(store(), [leadId], isoTime(now() + ASIDE));
    },

    keep: ({ leadId }) => unlessFailed(keepLead(base.at(isoTime(now())), leadId, minutes)),

    async dial(phone) {
      const command = ctx.config.get('dial');
      if (command === undefined)
        throw refused(
          'no command that dials is set',
          `crm config set dial 'linphone-cli dial {number}', for instance`,
        );
      await launch(dialArguments(readDialCommand(command), phone), ctx.io.env);
      return `dialling ${phone}`;
    },

    leave: ({ leadId }) => unlessFailed(releaseLeads(base, [leadId])),
  };
}

/** The call as the store takes it. */
function callOf({ card, result, next, note, seconds, at }: CallDraft): Call {
  return {
    type: 'call',
    with: { noun: 'lead', id: card.leadId, title: card.name },
    at: isoTime(at),
    direction: 'out',
    duration: seconds,
    outcome: null,
    subject: null,
    body: note === '' ? null : note,
    next,
    result,
    number: card.phone,
    override: null,
  };
}

async function unlessFailed(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isCrmError(error)) throw error;
  }
}

import {
  claimForCall,
  findForCall,
  type LeadOnPhone,
  logLeadCall,
  releaseClaim,
  renewClaim,
  skipLead,
  undoLeadCall,
} from '../../app/call-queue/session.ts';
import { disqualifyLeads } from '../../app/leads/steps.ts';
import { MailSender } from '../../app/mail/deliver.ts';
import { queueMails } from '../../app/mail/queue-mail.ts';
import { findRecipient } from '../../app/mail/recipients.ts';
import { findChoices } from '../../app/records/choices.ts';
import { segmentNames } from '../../app/team/segments.ts';
import { renderTemplate } from '../../app/templates/render.ts';
import { followUpOf, type TemplateText } from '../../app/templates/templates.ts';
import { holidaysOf, theirTime } from '../../app/their-time.ts';
import { readDraft } from '../../domain/calling/mail-template.ts';
import type { Snippets } from '../../domain/calling/snippets.ts';
import { toLocalDate } from '../../domain/dates.ts';
import { isCrmError, refused } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import { loadPhoneGrouping } from '../../domain/phones/grouping.ts';
import { type FilledTemplate, readTemplate } from '../../formats/template/template.ts';
import { processToken } from '../../io/process-token.ts';
import type { CallCard, CallPort, LeadChoice } from '../../render/tui/calls/port.ts';
import { humanText } from '../../render/values.ts';
import type { LeadCard } from '../../store/calls/card.ts';
import type { QueueRequest } from '../../store/calls/claim-next.ts';
import { commandLineOf } from '../command-line.ts';
import { followsOf } from '../log/call.ts';
import { accountNamed, mailPort } from '../mail/port.ts';
import { dial, openMail } from '../reach.ts';
import { databaseWatch, type ScreenContext } from '../screen-context.ts';
import { remindersOf } from '../screen-reminders.ts';
import { holdSummary } from './hold-summary.ts';

/** Why a lead without a number is closed. */
const NO_NUMBER = 'no working number';

interface PortOptions {
  readonly request: QueueRequest;
  readonly script: (campaign: string | null) => readonly string[];
  readonly snippets: Snippets;
  /** The mail to leads of a campaign, with merge fields. */
  readonly mailTemplate: (campaign: string | null) => string;
  /** The request for a segment, all other filters kept; for a blank name that of the start. */
  readonly requestFor: (segment: string) => Promise<QueueRequest>;
}

/** The call queue for a session: every use case at its own time. */
export async function callPort(
  { ctx, now, deps }: ScreenContext,
  { request: first, script, snippets, mailTemplate, requestFor }: PortOptions,
): Promise<CallPort & { leave(card: CallCard): Promise<void> }> {
  const store = await ctx.store();
  const groupPhone = await loadPhoneGrouping();
  let request = first;
  const minutes = Number(ctx.config.get('claim_minutes'));

  /** The text of a merge field; undefined for a name that is no field. */
  const fieldText = (lead: Row, field: string) => {
    if (field === 'user') return ctx.user;
    if (!Object.hasOwn(lead, field)) return undefined;
    const view = { today: toLocalDate(now()), currency: ctx.config.get('currency') };
    return humanText(lead[field] ?? null, 'text', view);
  };
  /** A text of the caller's with the values of a lead in it. */
  const fill = async (lead: Row, text: string, shown: string): Promise<FilledTemplate> => {
    const template = await readTemplate(text, shown);
    return template.fill(
      new Map(
        template.names.flatMap((name) => {
          const value = fieldText(lead, name);
          return value === undefined ? [] : [[name, value] as const];
        }),
      ),
    );
  };
  const cardOf = async ({ lead, history }: LeadCard) => {
    const campaign = lead.campaign === null ? null : String(lead.campaign);
    const lines = script(campaign);
    const gaps: string[] = [];
    const filledOr = async (text: string, shown: string): Promise<FilledTemplate> => {
      try {
        return await fill(lead, text, shown);
      } catch (error) {
        if (!isCrmError(error)) throw error;
        gaps.push(error.message);
        return { text, blank: [], unknown: [] };
      }
    };
    const filled = await filledOr(lines.join('\n'), 'the script');
    const own = new Map<string, string>();
    for (const [name, text] of snippets) own.set(name, (await filledOr(text, `the snippet ${name}`)).text);
    if (filled.blank.length > 0) gaps.push(`blank in the script: ${filled.blank.join(', ')}`);
    if (filled.unknown.length > 0) gaps.push(`no field: ${filled.unknown.join(', ')}`);
    return {
      lead,
      timeline: history,
      name: String(lead.name),
      script: lines.length === 0 ? [] : filled.text.split('\n'),
      scriptGaps: gaps.join('; '),
      snippets: own,
    };
  };

  const onScreen = async (lead: LeadOnPhone, card: LeadCard): Promise<CallCard> => {
    await ctx.callingTimes.load([lead.place]);
    return {
      ...lead,
      ...(await cardOf(card)),
      phoneGrouped: groupPhone(lead.phone),
      holidayOn: holidaysOf([lead.place], ctx.callingTimes).holidayOn ?? null,
    };
  };

  const findLead = async (reference: string, current: CallCard | null): Promise<CallCard> => {
    const currentId = current?.leadId ?? null;
    const { times } = request;
    const { lead, card } = await findForCall(await deps(), { reference, currentId, minutes, times });
    return onScreen(lead, card);
  };
  const listLeads = async (text: string): Promise<readonly LeadChoice[]> =>
    (await findChoices(await deps(), ['lead'], text)).map(({ id, title, state }) => {
      const [name = '', ...about] = title.split(' · ');
      return { leadId: id, name, about: [...about, ...(state === null ? [] : [state])].join(' · ') };
    });

  return {
    ...commandLineOf(ctx, 'session'),
    ...remindersOf({ ctx, deps }),
    ...databaseWatch(store),
    async claim() {
      const claimed = await claimForCall(await deps(), { request: { ...request, now: now() }, minutes });
      if (claimed.lead) return onScreen(claimed.lead, claimed.card);
      const holds = holdSummary(ctx, claimed.queue);
      return ['nobody to call now', ...holds];
    },
    async log(draft) {
      const at = await deps();
      const { changeId, logged } = await logLeadCall(at, draft);
      const party = { noun: 'lead', id: draft.card.leadId } as const;
      const follows = await followsOf(logged, () => theirTime(at, [party]));
      return { draft, change: changeId, follows, noNumberLeft: logged.noNumberLeft };
    },
    async undo({ draft: { card }, change }, current) {
      if (change === null) throw refused('there is nothing to undo');
      const { leadId } = card;
      const input = { changeId: change, leadId, currentId: current?.leadId ?? null, minutes };
      return { ...card, ...(await cardOf(await undoLeadCall(await deps(), input))) };
    },
    async find(reference, current) {
      try {
        return await findLead(reference, current);
      } catch (error) {
        if (!isCrmError(error) || error.kind !== 'ambiguous') throw error;
        return listLeads(reference);
      }
    },
    refresh: (card) => findLead(`lead:${card.leadId}`, card),
    listLeads,
    listSegments: async () => segmentNames(await deps(), 'lead'),
    async switchSegment(name, current) {
      request = await requestFor(name);
      if (current) await releaseClaim(await deps(), current.leadId);
    },
    async disqualify({ leadId, name }) {
      const lead = { noun: 'lead', id: leadId, title: name } as const;
      await disqualifyLeads(await deps(), { leads: [lead], reason: NO_NUMBER });
    },
    skip: async ({ leadId }) => skipLead(await deps(), leadId),
    keep: async ({ leadId }) => renewClaim(await deps(), leadId, minutes),
    async mail(card, onLateFailure) {
      const to = mailAddress(card);
      const campaign = card.lead.campaign === null ? null : String(card.lead.campaign);
      const { text } = await fill(card.lead, mailTemplate(campaign), 'the template');
      const draft = readDraft(text, to);
      await openMail(ctx, draft, onLateFailure);
      return `opened a mail to ${to}${draft.subject === '' ? '' : `: ${draft.subject}`}`;
    },
    async sendMail({ lead, leadId, name }) {
      const account = accountNamed(ctx, undefined);
      const own = await deps();
      const about = { noun: 'lead', id: leadId, title: name } as const;
      const campaign = lead.campaign === null ? null : String(lead.campaign);
      const template = (await followUpOf(own, campaign)) ?? textTemplate(mailTemplate(campaign));
      const recipient = await findRecipient(own, about);
      const { subject, ...body } = await renderTemplate(own, { template, about, set: new Map() });
      const mail = { recipient, subject, body, sendAt: own.clock.now() };
      const none = { cc: '', bcc: '', files: [], after: null, isDraft: false, isBulk: false };
      const [queued] = await queueMails(own, { account, mails: [mail], ...none });
      const end = queued && (await new MailSender(own, mailPort(ctx, processToken())).send(queued));
      return end?.state === 'sent'
        ? `sent to ${recipient.address}: ${subject}`
        : `to ${recipient.address}: ${end?.text ?? 'queued'}`;
    },
    async dial(phone, onLateFailure) {
      await dial(ctx, phone, onLateFailure);
      return `dialling ${groupPhone(phone)}`;
    },
    leave: async ({ leadId }) => releaseClaim(await deps(), leadId),
  };
}

/** A template of a file: a subject in its first line, then the text. */
function textTemplate(text: string): TemplateText {
  const { subject, body } = readDraft(text, '');
  return { name: '', subject: subject || 'Our call', body };
}

/** Where a mail to a lead goes. Throws `refused` for one that cannot be written to, or does not want it. */
function mailAddress({ lead, leadId, name }: CallCard): string {
  const { email } = lead;
  if (lead.do_not_email) throw refused(`${name} does not want mail`);
  if (typeof email === 'string' && email !== '') return email;
  throw refused(`${name} has no e-mail address`, `Add it: crm lead edit ${leadId} --email …`);
}

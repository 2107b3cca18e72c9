import {
  type Exclusion,
  freezeAudience,
  inviteAudience,
  listAudience,
  waitingMailsByAddress,
} from '../../app/campaigns/audience.ts';
import type { MailToOne } from '../../app/mail/queue-mail.ts';
import { findRecipient } from '../../app/mail/recipients.ts';
import { findSegment } from '../../app/team/segments.ts';
import { renderTemplate } from '../../app/templates/render.ts';
import { findTemplate } from '../../app/templates/templates.ts';
import type { Context } from '../../context.ts';
import { isCrmError, refused, usage } from '../../domain/errors.ts';
import { emailKey } from '../../domain/matching.ts';
import { oneOf } from '../../domain/one-of.ts';
import { type NamedRecord, refText } from '../../domain/record-ref.ts';
import { choosePeople } from '../choose-people.ts';
import { command } from '../command.ts';
import { addSendOptions, keepAttachments, type SendOptions, sendTime } from '../mail/options.ts';
import { accountNamed } from '../mail/port.ts';
import { printMails } from '../mail/print.ts';
import { sendBatch } from '../mail/send-batch.ts';
import { readSet } from '../mail-text.ts';
import { repeat } from '../parse-args.ts';
import { resolveRecord } from '../record/references.ts';
import { audienceAnswer } from './audience-answer.ts';

type Options = SendOptions & {
  template?: string;
  set?: string[];
  to?: string;
  where?: string;
  segment?: string;
  noun?: string;
  dryRun?: boolean;
};

export default command<[string], Options>({
  summary: 'mail a template to the members of a campaign',
  description:
    'Writes to each member with the status invited, alone, with a way to unsubscribe. Who gets the mail has the status sent ' +
    'from then on; who cannot or may not be written to stays invited, as does whose mail is refused, with the reason in ' +
    'crm campaign members; who has responded keeps that status. An answer that crm mail fetch ' +
    'or import files makes a member responded. The audience is as ' +
    'it was when the mail was queued, and sending again writes to new members alone. With --segment or --where ' +
    'these people are invited first; who is a member already and was sent the mail is left out. With --draft members stay invited until crm mail retry sends their mail. ' +
    'With --dry-run it only says who would get it. crm undo cancels what waits.',
  examples: [
    'template add invite --subject "Our fair" -m "Hello {{ first_name }}" && crm mail setup --from ann@example.com --smtp localhost:1025 --no-tls --footer "1 Main St" --unsubscribe no@example.com && crm campaign join 1 42 && crm campaign send 1 --template invite --print',
  ],
  configure: (c) =>
    addSendOptions(
      c
        .argument('<campaign>', 'the campaign: number or name')
        .option('--template <name>', 'the template: crm template list')
        .option('--to <status>', 'members with this status; default: invited')
        .option('-w, --where <filter>', 'these people, who become members: status = new')
        .option('--segment <name>', 'the people of a segment, who become members')
        .option('--noun <noun>', 'what --where is about: lead or contact; default: lead')
        .option('--set <name=value>', 'a value of your own for the template; repeatable', repeat)
        .option(
          '--dry-run',
          'list who would get it and who would be left out, and why; send and change nothing',
        ),
    ),
  async run({ args: [ref], options }, ctx) {
    const account = accountNamed(ctx, options.account);
    if (account.footer === null || account.unsubscribe === null)
      throw refused(
        `mails to many need your postal address and a way to unsubscribe, which the account "${account.name}" lacks`,
        `Add them: crm mail setup --name ${account.name} --footer '…' --unsubscribe …`,
      );
    if (options.cc || options.bcc) throw usage('a mail to many has no copies');
    if (options.template === undefined)
      throw usage('the template is missing', `Name it: crm campaign send ${ref} --template <name>`);
    const deps = await ctx.deps();
    const campaign = await resolveRecord(ctx, 'campaign', ref);
    const template = await findTemplate(deps, options.template);
    const chosen = await chosenPeople(ctx, options);
    const audience = chosen && (await inviteAudience(deps, campaign.id, chosen));
    const members = audience?.invited ?? (await listAudience(deps, campaign.id, options.to ?? 'invited'));
    const set = readSet(options.set);
    const leftOut: Exclusion[] = [];
    const mails: MailToOne[] = [];
    const written: NamedRecord[] = [];
    const known = new Set<string>();
    const waiting =
      options.to === undefined ? await waitingMailsByAddress(deps, campaign.id) : new Map<string, number>();
    for (const member of members) {
      try {
        const recipient = await findRecipient(deps, member);
        const address = recipient.address.toLowerCase();
        const unsent = waiting.get(emailKey(recipient.address));
        if (unsent !== undefined)
          throw refused(`mail ${unsent} to ${recipient.address} has not left yet: crm mail retry ${unsent}`);
        if (known.has(address)) throw refused(`${recipient.address} gets it already`);
        const { subject, ...body } = await renderTemplate(deps, { template, about: member, set });
        mails.push({ recipient, subject, body, ...(await sendTime(ctx, options, member)) });
        known.add(address);
        written.push(member);
      } catch (error) {
        if (!isCrmError(error) || error.kind !== 'refused') throw error;
        leftOut.push({ member, reason: error.message });
      }
    }
    const excluded = [...leftOut, ...(audience?.leftOut ?? [])];
    if (options.dryRun) return audienceAnswer(ctx, campaign.title, { written, mails, excluded });
    for (const { member, reason } of excluded)
      await ctx.print.warn(
        `left out: ${reason.includes(`${member.noun} ${member.id}`) ? reason : `${refText(member)}: ${reason}`}`,
      );
    if (mails.length === 0)
      throw refused(
        members.length === 0 && !chosen
          ? `${campaign.title} has no members with the status ${options.to ?? 'invited'}`
          : 'nobody is left to write to',
        `Add some: crm campaign join ${campaign.id} <ref>`,
      );
    if (options.print) return printMails(account, mails, { cc: '', bcc: '' });
    const files = await keepAttachments(ctx, options.attach);
    return sendBatch(ctx, {
      account,
      mails,
      cc: '',
      bcc: '',
      files,
      after: null,
      isDraft: options.draft === true,
      isBulk: true,
      campaignId: campaign.id,
      andWrite: (tx) => freezeAudience(tx, campaign.id, { written, leftOut }, options.draft === true),
    });
  },
});

/** The people whom the options choose; null without one that chooses. Throws `usage` for a noun without members. */
async function chosenPeople(ctx: Context, options: Options): Promise<readonly NamedRecord[] | null> {
  const { where, segment, noun } = options;
  if (where === undefined && segment === undefined) return null;
  if (options.to !== undefined) throw usage('--to is about members, --where and --segment about others');
  const saved = segment === undefined ? undefined : (await findSegment(await ctx.deps(), segment)).noun;
  return choosePeople(ctx, {
    where,
    segment,
    noun: oneOf('no campaign has members of the noun', noun ?? saved ?? 'lead', (await ctx.nouns()).people),
  });
}

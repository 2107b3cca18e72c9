import type { Deps } from '../../app/deps.ts';
import {
  convertLeads,
  DAYS_TO_CLOSE,
  describeConversion,
  findConversionQuestion,
} from '../../app/leads/convert.ts';
import type { Context } from '../../context.ts';
import { droppedText } from '../../domain/conversion.ts';
import { readDate } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import { recordText, refText } from '../../domain/record-ref.ts';
import type { Conversion } from '../../store/conversion/convert.ts';
import type { Question, TargetChoice, TargetChoices } from '../../store/conversion/targets.ts';
import type { Values } from '../../store/write/values.ts';
import { command } from '../command.ts';
import { resolveRecord, resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';

interface Options {
  account?: string;
  newAccount?: true;
  contact?: string;
  newContact?: true;
  /** False for `--no-opp`. */
  opp?: string | boolean;
  oppName?: string;
  amount?: string;
  close?: string;
  stage?: string;
  pipeline?: string;
  owner?: string;
}

export default command({
  summary: 'convert a lead into an account, a contact and an opportunity',
  description:
    'Converts a lead into an account, a contact and an opportunity, with its whole history and open tasks. An existing account is found by company name, website or e-mail domain, an existing contact by e-mail, then phone; otherwise they are created. In an existing record only blank fields are filled.',
  examples: [
    'lead convert 42',
    'lead convert 43 --new-account --new-contact --opp-name "Pilot" --amount 12k --close "end of month"',
    'lead convert 44 --no-opp',
  ],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--account <ref>', 'convert into this account')
      .option('--new-account', 'create a new account, even if a similar one exists')
      .option('--contact <ref>', 'convert into this contact, and its account')
      .option('--new-contact', 'create a new contact, even if a similar one exists')
      .option('--opp <ref>', 'convert into this opportunity, and its account')
      .option('--no-opp', 'without an opportunity')
      .option('--opp-name <name>', 'name of the opportunity; default: the company')
      .option('--amount <amount>', 'amount of the opportunity')
      .option('--close <date>', `expected close date; default: in ${DAYS_TO_CLOSE} days`)
      .option('--stage <stage>', 'open stage to start in; default: the first')
      .option('--pipeline <name>', 'pipeline of the opportunity; default: the first')
      .option('--owner <user>', 'owner of the new records and open tasks; default: the owner of the lead'),
  async run({ args: [refs], options }, ctx) {
    const given = options as Options;
    const records = await resolveRecords(ctx, 'lead', refs);
    if (records.length === 0) return { type: 'none' };
    const deps = await ctx.deps();
    const choices = await targetChoices(ctx, given);
    const opp = await oppValues(ctx, given);
    const leads = [];
    for (const lead of records) {
      const targets = ctx.prompt.available ? await askTargets(ctx, deps, lead.id, choices) : choices;
      leads.push({ lead, targets });
    }
    const { conversions, assumedCloseDate } = await convertLeads(deps, { leads, opp, owner: given.owner });
    return {
      type: 'changed',
      sentence: conversions.map((each) => `Converted ${describeConversion(each)}`).join('\n'),
      references: conversions.flatMap(({ account, contact, opp }) =>
        [account, contact, opp].flatMap((one) => (one ? [refText(one)] : [])),
      ),
      notes: conversions.flatMap((each) => remarks(each, assumedCloseDate)),
    };
  },
});

/** The options for the account, contact and opportunity of a conversion. */
async function targetChoices(ctx: Context, options: Options): Promise<TargetChoices> {
  const choose = async (
    noun: 'account' | 'contact',
    ref: string | undefined,
    isNew: true | undefined,
  ): Promise<TargetChoice> => {
    if (ref !== undefined && isNew) throw usage(`--${noun} and --new-${noun} exclude each other`);
    if (ref !== undefined) return { type: 'use', id: (await resolveRecord(ctx, noun, ref)).id };
    return { type: isNew ? 'new' : 'find' };
  };
  return {
    account: await choose('account', options.account, options.newAccount),
    contact: await choose('contact', options.contact, options.newContact),
    oppId: typeof options.opp === 'string' ? (await resolveRecord(ctx, 'opp', options.opp)).id : null,
  };
}

/** Asks at the terminal until account and contact of the conversion are clear. */
async function askTargets(
  ctx: Context,
  deps: Deps,
  leadId: number,
  choices: TargetChoices,
): Promise<TargetChoices> {
  let targets = choices;
  for (;;) {
    const question = await findConversionQuestion(deps, leadId, targets);
    if (!question) return targets;
    targets = { ...targets, [question.noun]: await askTarget(ctx, question) };
  }
}

function askTarget({ print, prompt }: Context, { noun, candidates, why }: Question): Promise<TargetChoice> {
  print.note(why);
  return prompt.choose<TargetChoice>(`Which ${noun} is it?`, [
    ...candidates.map(({ id, title }) => ({
      name: recordText({ noun, id, title }),
      value: { type: 'use', id } as const,
    })),
    { name: `none of these: create a new ${noun}`, value: { type: 'new' } },
  ]);
}

/** The options for the new opportunity, with pipeline and stage by name; null if none is to be created. */
async function oppValues(ctx: Context, options: Options): Promise<Values | null> {
  const { opp, oppName, amount, close, stage, pipeline } = options;
  const values: Values = {
    ...(oppName === undefined ? {} : { name: oppName }),
    ...(amount === undefined ? {} : { amount: parseMoney(amount, ctx.config.get('currency')) }),
    ...(close === undefined ? {} : { close_date: readDate(close, ctx.clock.now(), ctx.timeSettings) }),
    ...(stage === undefined ? {} : { stage }),
    ...(pipeline === undefined ? {} : { pipeline }),
  };
  if (opp !== false && typeof opp !== 'string') return values;
  if (Object.keys(values).length > 0) {
    throw usage(
      '--opp-name, --amount, --close, --stage and --pipeline are for a new opportunity',
      opp === false ? 'Leave out --no-opp.' : `Change the other one: crm opp edit ${opp} …`,
    );
  }
  return null;
}

/** Notes on unexpected effects. */
function remarks(
  { lead, previousStatus, wasQualified, opp, dropped }: Conversion,
  assumedCloseDate: string | null,
): string[] {
  const found: string[] = [];
  if (!wasQualified) found.push(`lead ${lead.id} was ${previousStatus}, not qualified: converted anyway`);
  if (opp?.isNew && assumedCloseDate !== null)
    found.push(
      `opp ${opp.id} is expected to close on ${assumedCloseDate}; to change that: crm opp edit ${opp.id} --close`,
    );
  if (dropped.length > 0)
    found.push(
      `not carried over, kept on lead ${lead.id} and on the timeline: ${dropped
        .map(droppedText)
        .join(', ')
        .replace(/\s*\n\s*/g, ' ')}`,
    );
  return found;
}

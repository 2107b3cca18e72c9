import { forEachRecord } from '../../app/for-each-record.ts';
import type { Context } from '../../context.ts';
import { addDaysTo, readDate, toLocalDate } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type Conversion, type ConversionInput, convertLead } from '../../store/conversion/convert.ts';
import type { TargetChoice, TargetChoices } from '../../store/conversion/targets.ts';
import { droppedText } from '../../store/conversion/timeline.ts';
import type { Named } from '../../store/references.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { stageOf } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { userIdOf } from '../../store/users.ts';
import type { Values } from '../../store/write/values.ts';
import { command } from '../command.ts';
import { resolveRecord, resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { askConversionTargets } from './ask-conversion-targets.ts';

/** When a deal that nobody gave a date is expected to close. */
const DAYS_TO_CLOSE = 30;

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
  summary: 'turn a lead into an account, a contact and an opportunity',
  description:
    'Turns a lead into an account, a contact and an opportunity, with its whole history and open tasks. The account is found by the name of the company, the website or the domain of the e-mail address, the contact by e-mail, then phone; what is not found is made. Into a record that is there already only blanks are filled.',
  examples: [
    'lead convert 42',
    'lead convert 43 --new-account --new-contact --opp-name "Pilot" --amount 12k --close "end of month"',
    'lead convert 44 --no-opp',
  ],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--account <ref>', 'into this account')
      .option('--new-account', 'into a new account, whatever is like it')
      .option('--contact <ref>', 'into this contact, and its account')
      .option('--new-contact', 'into a new contact, whoever is like it')
      .option('--opp <ref>', 'into this opportunity, and its account')
      .option('--no-opp', 'without an opportunity')
      .option('--opp-name <name>', 'what the opportunity is called; as the company unless told')
      .option('--amount <amount>', 'what it is worth')
      .option('--close <date>', `when it is expected to close; in ${DAYS_TO_CLOSE} days unless told`)
      .option('--stage <stage>', 'the open stage it starts in; the first unless told')
      .option('--pipeline <name>', 'the pipeline it goes into; the first unless told')
      .option(
        '--owner <user>',
        'who owns what is made, and the open tasks; the owner of the lead unless told',
      ),
  async run({ args: [refs], options }, ctx) {
    const given = options as Options;
    const leads = await resolveRecords(ctx, 'lead', refs);
    if (leads.length === 0) return;
    if (leads.length > 1) refuseForMany(given);
    const store = await ctx.store();
    const wishes = await wishesOf(ctx, given);
    const oppValues = await valuesOfOpp(ctx, given);
    const wanted: [Named, TargetChoices][] = [];
    for (const lead of leads)
      wanted.push([
        lead,
        ctx.prompt.available ? await askConversionTargets(ctx, store.db, lead.id, wishes) : wishes,
      ]);
    const { result } = await store.change(
      async (tx) => {
        const terms = await termsOf(ctx, tx, oppValues, given);
        const conversions: Conversion[] = [];
        await forEachRecord(await ctx.deps(), tx, wanted, async ([lead, own]) =>
          conversions.push(await convertLead(tx, lead.id, { ...terms, ...own }, ctx)),
        );
        return conversions;
      },
      (conversions) =>
        conversions.length === 1
          ? sentence(conversions[0] as Conversion).replace('Converted', 'converted')
          : `converted ${conversions.length} leads`,
    );
    for (const conversion of result) say(ctx, conversion, oppValues);
    ctx.print.made(
      result.map(sentence).join('\n'),
      result.flatMap(({ account, contact, opp }) =>
        [account, contact, opp].flatMap((one) => (one ? [`${one.noun}:${one.id}`] : [])),
      ),
    );
  },
});

async function wishesOf(ctx: Context, options: Options): Promise<TargetChoices> {
  const wish = async (noun: 'account' | 'contact', ref: string | undefined, anew: true | undefined) => {
    if (ref !== undefined && anew) throw usage(`--${noun} and --new-${noun} are one or the other`);
    if (ref !== undefined)
      return { kind: 'use', id: (await resolveRecord(ctx, noun, ref)).id } satisfies TargetChoice;
    return { kind: anew ? 'new' : 'find' } satisfies TargetChoice;
  };
  return {
    account: await wish('account', options.account, options.newAccount),
    contact: await wish('contact', options.contact, options.newContact),
    oppId: typeof options.opp === 'string' ? (await resolveRecord(ctx, 'opp', options.opp)).id : null,
  };
}

/** What the options say of the opportunity to make, pipeline and stage by name; null when none is to be made. */
async function valuesOfOpp(ctx: Context, options: Options): Promise<Values | null> {
  const { opp, oppName, amount, close, stage, pipeline } = options;
  const values: Values = {
    ...(oppName === undefined ? {} : { name: oppName }),
    ...(amount === undefined ? {} : { amount: parseMoney(amount, ctx.config.get('currency')) }),
    ...(close === undefined ? {} : { close_date: await readDate(close, ctx.clock.now()) }),
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

async function termsOf(
  ctx: Context,
  tx: Tx,
  values: Values | null,
  { owner }: Options,
): Promise<Omit<ConversionInput, keyof TargetChoices>> {
  const store = await ctx.store();
  const ownerId = owner === undefined ? null : await userIdOf(tx, owner);
  const opp =
    values === null
      ? null
      : await resolveRelations(store, OPP, { close_date: defaultClose(ctx), ...values }, ctx);
  if (opp) {
    const stage = await stageOf(tx.db, opp.stage_id as number);
    if (stage.kind !== 'open') {
      throw refused(
        `a lead cannot become an opportunity in "${stage.name}", which is closed`,
        'Convert it into an open stage, then: crm opp win or crm opp lose',
      );
    }
  }
  return { opp, ownerId, currency: ctx.config.get('currency') };
}

const defaultClose = (ctx: Context) => addDaysTo(toLocalDate(ctx.clock.now()), DAYS_TO_CLOSE);

/** What is of one person or one deal cannot be meant for many. */
function refuseForMany(options: Options): void {
  const single = ['contact', 'oppName', 'amount'] as const;
  const named = single.find((name) => options[name] !== undefined);
  if (named === undefined) return;
  throw usage(
    `--${named.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)} is for one lead at a time`,
    'Convert that lead by itself.',
  );
}

function sentence({ lead, account, contact, opp }: Conversion): string {
  const [first, last] = opp ? [[account, contact], opp] : [[account], contact];
  const into = (one: typeof account) => `${one.noun} ${one.id}  ${one.title}`;
  return `Converted lead ${lead.id}  ${lead.title} into ${first.map(into).join(', ')} and ${into(last)}`;
}

/** What somebody may not have expected. */
function say(ctx: Context, conversion: Conversion, values: Values | null): void {
  const { lead, was, wasQualified, opp, left } = conversion;
  if (!wasQualified) ctx.print.note(`lead ${lead.id} was ${was}, not qualified: converted all the same`);
  if (opp?.made && values?.close_date === undefined)
    ctx.print.note(
      `opp ${opp.id} is expected to close on ${defaultClose(ctx)}: change it with crm opp edit ${opp.id} --close`,
    );
  if (left.length > 0)
    ctx.print.note(
      `not carried over, kept on lead ${lead.id} and on the timeline: ${left.map(droppedText).join(', ')}`,
    );
}

import { addDaysTo, toLocalDate } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import { rejectUnconvertible } from '../../domain/lead-status.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type Conversion, type ConversionInput, convertLead } from '../../store/conversion/convert.ts';
import { leadToConvert } from '../../store/conversion/lead.ts';
import { proposeTargets, type Question, type TargetChoices } from '../../store/conversion/targets.ts';
import { getLeadState } from '../../store/leads.ts';
import type { Named } from '../../store/references.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { stageOf } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { userIdOf } from '../../store/users.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';

/** Days until a deal that nobody gave a date is expected to close. */
export const DAYS_TO_CLOSE = 30;

/** Leads to convert. */
export interface ConvertInput {
  /** Each with what it is to become. */
  readonly leads: readonly { readonly lead: Named; readonly targets: TargetChoices }[];
  /** Values of the opportunity to make, pipeline and stage by name; null for none. */
  readonly opp: Values | null;
  /** Name of the user who owns what is made, and the open tasks; the owner of the lead unless given. */
  readonly owner?: string | undefined;
}

/** What became of the leads. */
export interface ConvertResult {
  readonly conversions: readonly Conversion[];
  /** The day that new opportunities are expected to close, if nobody gave it. */
  readonly assumedCloseDate: string | null;
}

/**
 * Converts leads into an account, a contact and an opportunity each: all of them or none. Throws `ambiguous` when it is
 * not clear into which; `findConversionQuestion` tells before.
 */
export async function convertLeads(deps: Deps, { leads, opp, owner }: ConvertInput): Promise<ConvertResult> {
  if (leads.length > 1) rejectSingle(leads, opp);
  const closeDate = addDaysTo(toLocalDate(deps.clock.now()), DAYS_TO_CLOSE);
  const { result: conversions } = await deps.store.change(
    async (tx) => {
      const ownerId = owner === undefined ? null : await userIdOf(tx, owner);
      const values = opp && (await newOppValues(deps, tx, { close_date: closeDate, ...opp }));
      const converted: Conversion[] = [];
      await forEachRecord(deps, tx, leads, async ({ lead, targets }) => {
        const terms: ConversionInput = { ...targets, opp: values, ownerId, currency: deps.currency };
        converted.push(await convertLead(tx, lead.id, terms, deps));
      });
      return converted;
    },
    ([only, ...others]) =>
      only && others.length === 0
        ? `converted ${describeConversion(only)}`
        : `converted ${others.length + 1} leads`,
  );
  return { conversions, assumedCloseDate: opp?.close_date === undefined ? closeDate : null };
}

/**
 * What a person has to decide before the lead can be converted; null when it is clear. Throws `refused` for a lead that
 * cannot be converted.
 */
export async function findConversionQuestion(
  { store: { db } }: Deps,
  leadId: number,
  targets: TargetChoices,
): Promise<Question | null> {
  rejectUnconvertible(await getLeadState(db, leadId));
  return (await proposeTargets(db, await leadToConvert(db, leadId), targets)).question ?? null;
}

/** `lead 42  Jane Doe into account 3  Acme, contact 7  Jane Doe and opp 9  Acme`. */
export function describeConversion({ lead, account, contact, opp }: Conversion): string {
  const [first, last] = opp ? [[account, contact], opp] : [[account], contact];
  const into = (one: typeof account) => `${one.noun} ${one.id}  ${one.title}`;
  return `lead ${lead.id}  ${lead.title} into ${first.map(into).join(', ')} and ${into(last)}`;
}

/** The columns of an opportunity to make. Throws `refused` for a stage that is closed. */
async function newOppValues(deps: Deps, tx: Tx, values: Values): Promise<Values> {
  const resolved = await resolveRelations(deps.store, OPP, values, deps);
  const stage = await stageOf(tx, resolved.stage_id as number);
  if (stage.kind !== 'open')
    throw refused(`a lead cannot become an opportunity in "${stage.name}", which is closed`, {
      code: 'conversion-stage-closed',
    });
  return resolved;
}

/** What is of one person or one deal cannot be meant for many. */
function rejectSingle([first]: ConvertInput['leads'], opp: Values | null): void {
  const single =
    first?.targets.contact.kind === 'use'
      ? 'a contact'
      : opp?.name !== undefined
        ? 'the name of an opportunity'
        : opp?.amount !== undefined
          ? 'an amount'
          : null;
  if (single !== null) throw usage(`${single} is for one lead at a time`, 'Convert that lead by itself.');
}

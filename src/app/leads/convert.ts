import { addDaysTo, toLocalDate } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import { rejectUnconvertible } from '../../domain/lead-status.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type Conversion, type ConversionInput, convertLead } from '../../store/conversion/convert.ts';
import { leadToConvert } from '../../store/conversion/lead.ts';
import { proposeTargets, type Question, type TargetChoices } from '../../store/conversion/targets.ts';
import { getLeadState } from '../../store/leads.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import { stageOf } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { userIdOf } from '../../store/users.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';

/** Default days until a new deal closes. */
export const DAYS_TO_CLOSE = 30;

/** Leads to convert. */
export interface ConvertInput {
  /** Each lead with its targets. */
  readonly leads: readonly { readonly lead: NamedRecord; readonly targets: TargetChoices }[];
  /** Values of the opportunity to create, with pipeline and stage by name; null for none. */
  readonly opp: Values | null;
  /** Owner of the new records and the open tasks; default: the lead's owner. */
  readonly owner?: string | undefined;
}

/** The result of a conversion. */
export interface ConvertResult {
  readonly conversions: readonly Conversion[];
  /** Close date of the new opportunities, if it is the default. */
  readonly assumedCloseDate: string | null;
}

/**
 * Converts each lead into an account, a contact and an opportunity, all or none. Throws `ambiguous` if several
 * records match; check with `findConversionQuestion` first.
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
        const input: ConversionInput = { ...targets, opp: values, ownerId, currency: deps.currency };
        converted.push(await convertLead(tx, lead.id, input, deps));
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
 * The choice a person has to make before the lead can be converted; null if there is none. Throws `refused` for a
 * lead that cannot be converted.
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
  return `${recordText(lead)} into ${first.map(recordText).join(', ')} and ${recordText(last)}`;
}

/** The columns of a new opportunity. Throws `refused` for a closed stage. */
async function newOppValues(deps: Deps, tx: Tx, values: Values): Promise<Values> {
  const resolved = await resolveRelations(deps.store, OPP, values, deps);
  const stage = await stageOf(tx, resolved.stage_id as number);
  if (stage.kind !== 'open')
    throw refused(`a lead cannot become an opportunity in "${stage.name}", which is closed`, {
      code: 'conversion-stage-closed',
    });
  return resolved;
}

/** Throws `usage` for values of a single person or deal with several leads. */
function rejectSingle([first]: ConvertInput['leads'], opp: Values | null): void {
  const single =
    first?.targets.contact.type === 'use'
      ? 'a contact'
      : opp?.name !== undefined
        ? 'the name of an opportunity'
        : opp?.amount !== undefined
          ? 'an amount'
          : null;
  if (single !== null)
    throw usage(`${single} works for only one lead at a time`, 'Convert that lead separately.');
}

import {
  carryValues,
  type DroppedValue,
  type Fields,
  TARGETS,
  type Target,
} from '../../domain/conversion.ts';
import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { notFound } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { rejectUnconvertible } from '../../domain/lead-status.ts';
import { customFields } from '../fields.ts';
import { getLeadState, statusOfKind } from '../leads.ts';
import { type Named, titled } from '../references.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { insertRecord, updateRecord } from '../write/record.ts';
import type { Values, WriteEnv } from '../write/values.ts';
import { giveAddresses, giveTags, joinOpp } from './belongings.ts';
import { type LeadToConvert, leadToConvert, targetFields } from './lead.ts';
import { asError, proposeTargets, type TargetChoices } from './targets.ts';
import { moveHistory, noteConversion } from './timeline.ts';

/** The input of a conversion. */
export interface ConversionInput extends TargetChoices {
  /**
   * Values of the new opportunity, with pipeline and stage as numbers; null for none. The default name is the
   * company.
   */
  readonly opp: Values | null;
  /** Currency of amounts without one. */
  readonly currency: string;
  /** Owner of the new records; null for the lead's owner, or the acting user. */
  readonly ownerId: number | null;
}

/** A record that a lead was converted into. */
interface Became extends Named {
  /** Whether the conversion created it. */
  readonly made: boolean;
}

/** The result of a conversion. */
export interface Conversion {
  readonly lead: Named;
  /** The previous status of the lead. */
  readonly was: string;
  readonly wasQualified: boolean;
  readonly account: Became;
  readonly contact: Became;
  readonly opp: Became | null;
  /** Values without a place: they stay on the lead and in the event on all timelines. */
  readonly left: readonly DroppedValue[];
}

/**
 * Converts a lead into an account, a contact and optionally an opportunity, with its e-mails, phones, tags, history
 * and open tasks. Throws `refused` for a converted or disqualified lead, `ambiguous` if several records match,
 * `conflict` if the given records do not belong together.
 */
export async function convertLead(
  tx: Tx,
  leadId: number,
  terms: ConversionInput,
  env: WriteEnv,
): Promise<Conversion> {
  const standing = await getLeadState(tx, leadId);
  const wasQualified = rejectUnconvertible(standing);
  const lead = await leadToConvert(tx, leadId);
  const proposal = await proposeTargets(tx, lead, terms);
  if (proposal.question) throw asError(proposal.question);

  const found = {
    account: await existing(tx, 'account', proposal.account),
    contact: await existing(tx, 'contact', proposal.contact),
    ...(terms.oppId === null && terms.opp === null ? {} : { opp: await existing(tx, 'opp', terms.oppId) }),
  };
  const { set, dropped } = carryValues(
    lead.fields,
    found,
    await customFields(tx, 'lead'),
    await fieldsOfTargets(tx),
  );
  const owner_id = terms.ownerId ?? (lead.row.owner_id as number | null) ?? tx.userId;

  const account_id = await write(
    tx,
    'account',
    found.account,
    {
      always: set.account,
      blank: { owner_id },
      anew: newAccount(lead),
    },
    env,
  );
  const contact_id = await write(
    tx,
    'contact',
    found.contact,
    {
      always: set.contact,
      blank: { owner_id, account_id },
      anew: newContact(lead),
    },
    env,
  );
  await giveAddresses(tx, contact_id, lead);
  await giveTags(tx, 'contact', contact_id, lead.tags);
  if (!found.account) await giveTags(tx, 'account', account_id, lead.tags);
  let opp_id: number | null = null;
  if (found.opp !== undefined) {
    opp_id = await write(
      tx,
      'opp',
      found.opp,
      {
        always: set.opp,
        blank: { owner_id, account_id, contact_id },
        // The currency comes first, because an amount has its own.
        anew: { currency: terms.currency, name: lead.row.company ?? lead.row.name ?? null, ...terms.opp },
      },
      env,
    );
    if (found.opp) await joinOpp(tx, opp_id, contact_id);
    else await giveTags(tx, 'opp', opp_id, lead.tags);
  }

  const became = { account_id, contact_id, opp_id };
  await moveHistory(tx, leadId, became, terms.ownerId);
  await tx.update('lead', leadId, {
    ...became,
    status: await statusOfKind(tx, 'converted'),
    converted_at: tx.now,
    next_attempt_at: null,
  });
  const conversion: Conversion = {
    lead: { noun: 'lead', id: leadId, title: lead.title },
    was: standing.status,
    wasQualified,
    account: await named(tx, 'account', account_id, !found.account),
    contact: await named(tx, 'contact', contact_id, !found.contact),
    opp: opp_id === null ? null : await named(tx, 'opp', opp_id, !found.opp),
    left: [...dropped, ...(await lostCallback(tx, lead))],
  };
  await noteConversion(tx, conversion);
  return conversion;
}

/** A callback without a task ends with the lead. */
async function lostCallback(tx: Tx, { id, row }: LeadToConvert): Promise<DroppedValue[]> {
  if (typeof row.next_attempt_at !== 'string') return [];
  const task = await sql<{ id: number }>`
    select id from task where lead_id = ${id} and status = 'open' and kind = 'callback' limit 1`.first(tx);
  const when = `${toLocalDate(row.next_attempt_at)} ${toLocalTime(row.next_attempt_at)}`;
  return task ? [] : [{ field: 'next_attempt_at', value: when, because: null }];
}

/** The fields of an existing record; null if it is to be created. */
async function existing(tx: Tx, target: Target, id: number | null): Promise<Fields | null> {
  if (id === null) return null;
  const fields = await targetFields(tx, target, id);
  if (!fields) throw notFound(`${target} ${id} does not exist any more`);
  return fields;
}

async function fieldsOfTargets(tx: Tx): Promise<Record<Target, readonly Field[]>> {
  const all: Record<Target, readonly Field[]> = { account: [], contact: [], opp: [] };
  for (const target of TARGETS)
    all[target] = [...tx.nouns.get(target).fields, ...(await customFields(tx, target))];
  return all;
}

/** Values to write always, only into blank fields, and only into a new record. */
interface Writing {
  readonly always: Values;
  readonly blank: Values;
  readonly anew: Values;
}

/** Creates the target, or fills blank fields of an existing one; returns its number. */
async function write(
  tx: Tx,
  target: Target,
  there: Fields | null,
  { always, blank, anew }: Writing,
  env: WriteEnv,
): Promise<number> {
  if (!there) return insertRecord(tx, target, { ...anew, ...always, ...blank, ...anew }, env);
  const id = there.id as number;
  const missing = Object.fromEntries(
    Object.entries(blank).filter(([name]) => (there[name] ?? null) === null),
  );
  await updateRecord(tx, target, id, { ...always, ...missing }, env);
  return id;
}

/** A person without a company becomes a person account. */
function newAccount({ row }: LeadToConvert): Values {
  return row.company === null ? { name: row.name ?? null, kind: 'person' } : { kind: 'prospect' };
}

/** A lead without a person's name still becomes a contact, with the name of the lead. */
function newContact({ row }: LeadToConvert): Values {
  return row.first_name === null && row.last_name === null ? { last_name: row.name ?? null } : {};
}

async function named(tx: Tx, noun: Target, id: number, made: boolean): Promise<Became> {
  const [record] = await titled(tx, noun, [id]);
  return { noun, id, title: record?.title ?? '', made };
}

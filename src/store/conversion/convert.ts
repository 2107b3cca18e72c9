import {
  carryValues,
  type DroppedValue,
  droppedText,
  type Fields,
  TARGETS,
  type Target,
} from '../../domain/conversion.ts';
import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { notFound } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { rejectUnconvertible } from '../../domain/lead-status.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import { customFields } from '../fields.ts';
import { getLeadState, statusOfKind } from '../leads.ts';
import { sql } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { Tx } from '../tx.ts';
import { users } from '../users.ts';
import { insertRecord, updateRecord } from '../write/record.ts';
import type { Values, WriteEnv } from '../write/values.ts';
import { giveAddresses, giveTags, joinOpp } from './belongings.ts';
import { type LeadToConvert, leadToConvert, targetFields } from './lead.ts';
import { moveAttendances, moveHistory, moveMemberships } from './move-history.ts';
import { asError, proposeTargets, type TargetChoices } from './targets.ts';

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
interface ConvertedRecord extends NamedRecord {
  /** Whether the conversion created it. */
  readonly isNew: boolean;
}

/** The result of a conversion. */
export interface Conversion {
  readonly lead: NamedRecord;
  readonly previousStatus: string;
  readonly wasQualified: boolean;
  readonly account: ConvertedRecord;
  readonly contact: ConvertedRecord;
  readonly opp: ConvertedRecord | null;
  /** Values without a place: they stay on the lead and in the event on all timelines. */
  readonly dropped: readonly DroppedValue[];
}

/**
 * Converts a lead into an account, a contact and optionally an opportunity, with its e-mails, phones, tags, history
 * and open tasks. Throws `refused` for a converted or disqualified lead, `ambiguous` if several records match,
 * `conflict` if the given records do not belong together.
 */
export async function convertLead(
  tx: Tx,
  leadId: number,
  input: ConversionInput,
  env: WriteEnv,
): Promise<Conversion> {
  const state = await getLeadState(tx, leadId);
  const wasQualified = rejectUnconvertible(state);
  const lead = await leadToConvert(tx, leadId);
  const proposal = await proposeTargets(tx, lead, input);
  if (proposal.question) throw asError(proposal.question);

  const found = {
    account: await existingFields(tx, 'account', proposal.account),
    contact: await existingFields(tx, 'contact', proposal.contact),
    ...(input.oppId === null && input.opp === null
      ? {}
      : { opp: await existingFields(tx, 'opp', input.oppId) }),
  };
  const declared = await customFields(tx, 'lead');
  const { set, dropped } = carryValues(lead.fields, found, declared, await fieldsOfTargets(tx));
  const owner_id = input.ownerId ?? (lead.row.owner_id as number | null) ?? tx.userId;

  const account_id = await writeTarget(
    tx,
    'account',
    found.account,
    {
      always: set.account,
      ifBlank: { owner_id },
      ifNew: newAccount(lead),
    },
    env,
  );
  const contact_id = await writeTarget(
    tx,
    'contact',
    found.contact,
    {
      always: set.contact,
      ifBlank: { owner_id, account_id },
      ifNew: newContact(lead),
    },
    env,
  );
  await giveAddresses(tx, contact_id, lead);
  await giveTags(tx, 'contact', contact_id, lead.tags);
  if (!found.account) await giveTags(tx, 'account', account_id, lead.tags);
  let opp_id: number | null = null;
  if (found.opp !== undefined) {
    opp_id = await writeTarget(
      tx,
      'opp',
      found.opp,
      {
        always: set.opp,
        ifBlank: { owner_id, account_id, contact_id },
        // The currency comes first, because an amount has its own.
        ifNew: { currency: input.currency, name: lead.row.company ?? lead.row.name ?? null, ...input.opp },
      },
      env,
    );
    if (found.opp) await joinOpp(tx, opp_id, contact_id);
    else await giveTags(tx, 'opp', opp_id, lead.tags);
  }

  const links = { account_id, contact_id, opp_id };
  await moveHistory(tx, leadId, links, input.ownerId);
  await tx.update('lead', leadId, {
    ...links,
    status: await statusOfKind(tx, 'converted'),
    converted_at: tx.now,
    next_attempt_at: null,
  });
  await moveMemberships(tx, leadId, contact_id);
  await moveAttendances(tx, leadId, contact_id);
  const conversion: Conversion = {
    lead: { noun: 'lead', id: leadId, title: lead.title },
    previousStatus: state.status,
    wasQualified,
    account: await convertedRecord(tx, 'account', account_id, !found.account),
    contact: await convertedRecord(tx, 'contact', contact_id, !found.contact),
    opp: opp_id === null ? null : await convertedRecord(tx, 'opp', opp_id, !found.opp),
    dropped: [...(await readable(tx, dropped, declared)), ...(await lostCallback(tx, lead))],
  };
  await logConversion(tx, conversion);
  return conversion;
}

/** Values that were dropped, as people know them: names of users and records instead of numbers, local times. */
async function readable(
  tx: Tx,
  dropped: readonly DroppedValue[],
  declared: readonly Field[],
): Promise<DroppedValue[]> {
  const shown: DroppedValue[] = [];
  for (const each of dropped) {
    const field = declared.find(({ name }) => name === each.field);
    shown.push(field ? { ...each, value: await readableValue(tx, field, each.value) } : each);
  }
  return shown;
}

async function readableValue(tx: Tx, { type, target }: Field, value: string): Promise<string> {
  if (type === 'datetime') return `${toLocalDate(value)} ${toLocalTime(value)}`;
  if (type !== 'ref') return value;
  if (target === 'user') return (await users(tx)).find(({ id }) => id === Number(value))?.name ?? value;
  const noun = tx.nouns.names.find((name) => name === target);
  const [named] = noun ? await readTitles(tx, noun, [Number(value)]) : [];
  return named ? recordText(named) : value;
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
async function existingFields(tx: Tx, target: Target, id: number | null): Promise<Fields | null> {
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
interface TargetValues {
  readonly always: Values;
  readonly ifBlank: Values;
  readonly ifNew: Values;
}

/** Creates the target, or fills blank fields of an existing one; returns its number. */
async function writeTarget(
  tx: Tx,
  target: Target,
  existing: Fields | null,
  { always, ifBlank, ifNew }: TargetValues,
  env: WriteEnv,
): Promise<number> {
  if (!existing) return insertRecord(tx, target, { ...ifNew, ...always, ...ifBlank, ...ifNew }, env);
  const id = existing.id as number;
  const missing = Object.fromEntries(
    Object.entries(ifBlank).filter(([name]) => (existing[name] ?? null) === null),
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

async function convertedRecord(tx: Tx, noun: Target, id: number, isNew: boolean): Promise<ConvertedRecord> {
  const [record] = await readTitles(tx, noun, [id]);
  return { noun, id, title: record?.title ?? '', isNew };
}

/** Logs the conversion on all timelines, with the dropped values. */
async function logConversion(tx: Tx, { lead, account, contact, opp, dropped }: Conversion): Promise<void> {
  const into = [account, contact, ...(opp ? [opp] : [])].map(recordText);
  await tx.insert('activity', {
    type: 'event',
    at: tx.now,
    user_id: tx.userId,
    subject: `Converted ${recordText(lead)}`,
    body: [
      `Into ${into.join(', ')}`,
      ...dropped.map((each) => `Not carried over: ${droppedText(each)}`),
    ].join('\n'),
    lead_id: lead.id,
    account_id: account.id,
    contact_id: contact.id,
    opp_id: opp?.id ?? null,
  });
}

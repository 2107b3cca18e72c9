import { refused } from '../../domain/errors.ts';
import type { Field, Row } from '../../domain/field.ts';
import { isMoney } from '../../domain/money.ts';
import type { DealParts } from '../../store/import/deal-parts.ts';
import { partField, type TakePart } from './part-file.ts';

/** The fields of a file of contact roles: ids of its program, and what the contact is for the deal. */
export const ROLE_FIELDS: readonly Field[] = [
  partField('opp', 'text', 'opportunity id', 'deal id'),
  partField('contact', 'text', 'contact id', 'person id'),
  partField('role', 'text'),
  partField('primary', 'bool', 'is primary'),
];

/** The fields of a file of the stages that deals were in. */
export const HISTORY_FIELDS: readonly Field[] = [
  partField('opp', 'text', 'opportunity id', 'deal id'),
  partField('stage', 'text'),
  partField('entered_at', 'datetime', 'created date'),
  partField('amount', 'money'),
  partField('currency', 'text'),
  partField('user', 'text'),
];

/** Makes further contacts of deals of rows with a role; the primary one is the contact of the deal. */
export function takeRole(deals: DealParts): TakePart {
  return async (values) => {
    const opp = await deals.oppOf(idIn(values, 'opp'));
    const contact = await deals.contactOf(idIn(values, 'contact'));
    return deals.addRole(opp, contact, {
      role: typeof values.role === 'string' ? values.role : null,
      isPrimary: values.primary === true,
    });
  };
}

/** Collects the stages that deals were in; they are stored together. */
export function takeStage(deals: DealParts, users: ReadonlyMap<string, number>): TakePart {
  return async (values) => {
    const opp = await deals.oppOf(idIn(values, 'opp'));
    const { stage, entered_at: enteredAt, amount, user } = values;
    if (typeof stage !== 'string') return 'skipped';
    if (typeof enteredAt !== 'string') throw refused('it does not say when the deal entered the stage');
    const money = isMoney(amount) ? amount : null;
    return deals.noteStage(opp, {
      stage,
      enteredAt,
      minor: money === null ? null : Number(money.minor),
      currency: money?.currency ?? null,
      userId: typeof user === 'string' ? (users.get(user) ?? null) : null,
    });
  };
}

function idIn(values: Row, field: string): string {
  const id = values[field];
  if (typeof id === 'string') return id;
  throw refused(`it names no ${field}`);
}

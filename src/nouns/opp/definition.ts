import type { NounSpec } from '../../domain/field.ts';
import { OPP_FIELDS } from './fields.ts';

/** A deal on its way through the stages of a pipeline. */
export const OPP: NounSpec = {
  noun: 'opp',
  plural: 'opportunities',
  defaultSort: 'close_date',
  listColumns: ['id', 'name', 'account', 'stage', 'amount', 'currency', 'probability', 'close_date', 'owner'],
  fields: OPP_FIELDS,
};

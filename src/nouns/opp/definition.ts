import type { NounDefinition } from '../definition.ts';
import { oppColumns } from './columns.ts';
import { OPP_FIELDS } from './fields.ts';

/** A deal on its way through the stages of a pipeline. */
export const OPP: NounDefinition = {
  noun: 'opp',
  plural: 'opportunities',
  defaultSort: 'close_date',
  listColumns: ['id', 'name', 'account', 'stage', 'amount', 'currency', 'probability', 'close_date', 'owner'],
  fields: OPP_FIELDS,
  columns: oppColumns,
};

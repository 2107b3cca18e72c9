import type { NounDefinition } from '../definition.ts';
import { leadColumns } from './columns.ts';
import { LEAD_FIELDS } from './fields.ts';

/** A person or company who may want what we sell, not yet in the pipeline. */
export const LEAD: NounDefinition = {
  noun: 'lead',
  plural: 'leads',
  defaultSort: '-created_at',
  listColumns: ['id', 'name', 'company', 'status', 'phone', 'email', 'source', 'owner', 'next_attempt_at'],
  fields: LEAD_FIELDS,
  columns: leadColumns,
};

import type { Noun } from '../../domain/field.ts';
import { ACCOUNT_COLUMNS } from './account.ts';
import { ACTIVITY_COLUMNS } from './activity.ts';
import type { NounColumns } from './column.ts';
import { CONTACT_COLUMNS } from './contact.ts';
import { LEAD_COLUMNS } from './lead.ts';
import { OPP_COLUMNS } from './opp.ts';
import { TASK_COLUMNS } from './task.ts';

export const COLUMNS: Readonly<Record<Noun, NounColumns>> = {
  lead: LEAD_COLUMNS,
  account: ACCOUNT_COLUMNS,
  contact: CONTACT_COLUMNS,
  opp: OPP_COLUMNS,
  task: TASK_COLUMNS,
  activity: ACTIVITY_COLUMNS,
};

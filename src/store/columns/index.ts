import type { Noun } from '../../domain/field.ts';
import { accountColumns } from './account.ts';
import { activityColumns } from './activity.ts';
import type { NounColumns } from './column.ts';
import { contactColumns } from './contact.ts';
import { leadColumns } from './lead.ts';
import { oppColumns } from './opp.ts';
import { taskColumns } from './task.ts';

export const COLUMNS: Readonly<Record<Noun, NounColumns>> = {
  get lead() {
    return leadColumns();
  },
  get account() {
    return accountColumns();
  },
  get contact() {
    return contactColumns();
  },
  get opp() {
    return oppColumns();
  },
  get task() {
    return taskColumns();
  },
  get activity() {
    return activityColumns();
  },
};

import type { Noun } from '../domain/field.ts';
import { accountColumns } from './account/columns.ts';
import { activityColumns } from './activity/columns.ts';
import { contactColumns } from './contact/columns.ts';
import { leadColumns } from './lead/columns.ts';
import { oppColumns } from './opp/columns.ts';
import type { NounColumns } from './shared/columns.ts';
import { taskColumns } from './task/columns.ts';

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

import type { Noun, NounSpec } from '../field.ts';
import { ACCOUNT } from './account.ts';
import { ACTIVITY } from './activity.ts';
import { CONTACT } from './contact.ts';
import { LEAD } from './lead.ts';
import { OPP } from './opp.ts';
import { TASK } from './task.ts';

/** Every noun with its fields. */
export const NOUN_SPECS: Readonly<Record<Noun, NounSpec>> = {
  lead: LEAD,
  account: ACCOUNT,
  contact: CONTACT,
  opp: OPP,
  task: TASK,
  activity: ACTIVITY,
};

import type { Noun, NounSpec } from '../domain/field.ts';
import { ACCOUNT } from './account/definition.ts';
import { ACTIVITY } from './activity/definition.ts';
import { CONTACT } from './contact/definition.ts';
import { LEAD } from './lead/definition.ts';
import { OPP } from './opp/definition.ts';
import { TASK } from './task/definition.ts';

/** Every noun with its fields. */
export const NOUN_SPECS: Readonly<Record<Noun, NounSpec>> = {
  lead: LEAD,
  account: ACCOUNT,
  contact: CONTACT,
  opp: OPP,
  task: TASK,
  activity: ACTIVITY,
};

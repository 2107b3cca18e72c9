import type { DerivedValue } from '../../domain/filter/links.ts';

/** What expressions over deals know beside their fields. */
export const oppDerived = (): readonly DerivedValue[] => [
  {
    name: 'age',
    label: 'Age',
    help: 'days from its creation until today, or until the day it was closed',
    expression: 'days_between(created_at, coalesce(closed_on, today))',
  },
  {
    name: 'days_in_stage',
    label: 'Days in stage',
    help: 'days since an open deal entered its stage',
    expression: 'if(status = open, days_since(coalesce(stage_since, created_at)))',
  },
  {
    name: 'cost',
    label: 'Cost',
    help: 'its expenses: the cost of sale',
    expression: 'sum(expenses.amount)',
  },
  {
    name: 'margin',
    label: 'Margin',
    help: 'its amount less its expenses',
    expression: 'if(sum(expenses.amount) = 0, amount, amount - sum(expenses.amount))',
  },
];

import type { RecordVerbs } from '../shared/verbs.ts';

export function oppVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'opp add "Renewal 2027" --account 3 --amount 12k --stage proposal --close "end of month"',
        'opp add "New office" --contact 7 --other-contact "8 (champion)" --amount "EUR 4500"',
      ],
      title: {
        help: 'name of the deal',
        question: 'what is the name of the deal?',
        values: (name) => ({ name }),
      },
      asked: ['name', 'account', 'amount', 'close_date', 'contact', 'next_step'],
    },
    list: {
      examples: ['opp list --open --sort -amount', "opp list --where 'close < +30d and status = open' --csv"],
    },
    show: {
      shows: 'fields, people, stages, next steps, history',
      examples: ['opp show 7', 'opp show 7 --json'],
    },
    edit: {
      examples: [
        'opp edit 7 --amount 15k --close "end of month"',
        'opp edit 7 --next-step "send the contract"',
        'opp edit 7 --competitor Gridwise --split "ann (60%)" --split "bruno (40%)"',
      ],
      asked: ['name', 'amount', 'close_date', 'contact', 'next_step', 'owner', 'notes'],
    },
    rm: { examples: ['opp rm 7 --yes', 'opp rm 8 9 --yes'] },
    import: {
      examples: [
        'opp import opps.csv --create account,owner --dry-run',
        "opp import opps.csv --map-value 'stage:Engaging=qualification'",
      ],
    },
    export: {
      examples: [
        'opp export --csv',
        'opp export --open --sort -amount --columns name,account,stage,amount,currency,close_date',
      ],
    },
  };
}

import { OPP } from '../../nouns/opp/definition.ts';
import { addCommand } from '../record/add.ts';

export default addCommand(OPP, {
  examples: [
    'opp add "Renewal 2027" --account 3 --amount 12k --stage proposal --close "end of month"',
    'opp add "New office" --contact 7 --other-contact "8 (champion)" --amount "EUR 4500"',
  ],
  title: {
    help: 'what the deal is called',
    question: 'what is the deal called?',
    values: (name) => ({ name }),
  },
  asked: ['name', 'account', 'amount', 'close_date', 'contact', 'next_step'],
});

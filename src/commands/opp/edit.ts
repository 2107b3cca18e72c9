import { OPP } from '../../nouns/opp/definition.ts';
import { editCommand } from '../record/edit.ts';

export default editCommand(OPP, {
  examples: ['opp edit 7 --amount 15k --close "end of month"', 'opp edit 7 --next-step "send the contract"'],
  asked: ['name', 'amount', 'close_date', 'contact', 'next_step', 'owner', 'notes'],
});

import { OPP } from '../../nouns/opp/definition.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(OPP, [
  'opp list --open --sort -amount',
  "opp list --where 'close < +30d and status = open' --csv",
]);

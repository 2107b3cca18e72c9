import { OPP } from '../../domain/nouns/opp.ts';
import { listCommand } from '../record/list.ts';

export default listCommand(OPP, [
  'opp list --open --sort -amount',
  "opp list --where 'close < +30d and status = open' --csv",
]);

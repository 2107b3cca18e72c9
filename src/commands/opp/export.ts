import { OPP } from '../../nouns/opp/definition.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(OPP, [
  'opp export --csv',
  'opp export --open --sort -amount --columns name,account,stage,amount,currency,close_date',
]);

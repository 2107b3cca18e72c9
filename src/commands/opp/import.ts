import { OPP } from '../../nouns/opp/definition.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(OPP, [
  'opp import opps.csv --create account,owner --dry-run',
  "opp import opps.csv --map-value 'stage:Engaging=qualification'",
]);

import { OPP } from '../../nouns/opp/definition.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(OPP, ['opp rm 7 --yes', 'opp rm 8 9 --yes']);

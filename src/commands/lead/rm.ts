import { LEAD } from '../../nouns/lead/definition.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(LEAD, ['lead rm 42 --yes', 'lead rm 43 44 --yes']);

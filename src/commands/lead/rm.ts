import { LEAD } from '../../domain/nouns/lead.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(LEAD, ['lead rm 42 --yes', 'lead rm 43 44 --yes']);

import { LEAD } from '../../nouns/lead/definition.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(LEAD, ['lead show 42', 'lead show 42 --json']);

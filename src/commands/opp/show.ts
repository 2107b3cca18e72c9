import { OPP } from '../../nouns/opp/definition.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(OPP, ['opp show 7', 'opp show 7 --json']);

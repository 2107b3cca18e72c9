import { ACCOUNT } from '../../nouns/account/definition.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(ACCOUNT, ['account show 3', 'account show 3 --json']);

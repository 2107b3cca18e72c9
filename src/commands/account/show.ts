import { ACCOUNT } from '../../domain/nouns/account.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(ACCOUNT, ['account show 3', 'account show 3 --json']);

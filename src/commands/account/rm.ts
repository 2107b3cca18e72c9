import { ACCOUNT } from '../../domain/nouns/account.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(ACCOUNT, [
  'account add "Short Lived Ltd" --force',
  'account rm "Short Lived Ltd" --yes',
]);

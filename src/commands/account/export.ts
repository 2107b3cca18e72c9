import { ACCOUNT } from '../../nouns/account/definition.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(ACCOUNT, [
  'account export --kind customer',
  'account export --json --output accounts.json',
]);

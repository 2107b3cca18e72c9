import { ACCOUNT } from '../../nouns/account/definition.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(ACCOUNT, [
  'account import accounts.csv --dry-run',
  'account import accounts.csv --map notes=- --create owner',
]);

import { ACCOUNT } from '../../domain/nouns/account.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(ACCOUNT, [
  'account import accounts.csv --dry-run',
  'account import accounts.csv --map notes=- --create owner',
]);

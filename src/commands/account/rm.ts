import { ACCOUNT } from '../../domain/nouns/account.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(ACCOUNT, ['account rm 11 --yes']);

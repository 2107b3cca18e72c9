import { ACCOUNT } from '../../nouns/account/definition.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(ACCOUNT, ['account rm 11 --yes']);

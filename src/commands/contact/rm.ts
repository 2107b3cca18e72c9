import { CONTACT } from '../../nouns/contact/definition.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(CONTACT, ['contact rm 7 --yes', 'contact rm 8 9 --yes']);

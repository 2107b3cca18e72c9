import { CONTACT } from '../../domain/nouns/contact.ts';
import { rmCommand } from '../record/rm.ts';

export default rmCommand(CONTACT, ['contact rm 7 --yes', 'contact rm 8 9 --yes']);

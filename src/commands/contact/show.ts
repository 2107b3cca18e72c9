import { CONTACT } from '../../domain/nouns/contact.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(CONTACT, ['contact show 7', 'contact show 7 --json']);

import { CONTACT } from '../../nouns/contact/definition.ts';
import { showCommand } from '../record/show.ts';

export default showCommand(CONTACT, ['contact show 7', 'contact show 7 --json']);

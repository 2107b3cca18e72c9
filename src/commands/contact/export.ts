import { CONTACT } from '../../nouns/contact/definition.ts';
import { exportCommand } from '../record/export.ts';

export default exportCommand(CONTACT, [
  'contact export --output contacts.csv',
  'contact export --account Acme --vcard -o acme.vcf',
  'contact export --account Acme --columns name,title,email,phone',
]);

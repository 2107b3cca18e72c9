import { CONTACT } from '../../nouns/contact/definition.ts';
import { importCommand } from '../record/import.ts';

export default importCommand(CONTACT, [
  'contact import contacts.csv --create account',
  'contact import contacts.csv --on-match skip',
  'contact export -o phone.vcf && crm contact import phone.vcf',
]);

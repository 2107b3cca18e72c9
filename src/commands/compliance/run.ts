export { default } from '../report/compliance.ts';

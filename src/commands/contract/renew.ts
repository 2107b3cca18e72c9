import { renewCommand } from '../record/renew.ts';

export default renewCommand('contract', 'contract renew 1');

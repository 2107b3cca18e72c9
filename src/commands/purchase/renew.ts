import { renewCommand } from '../record/renew.ts';

export default renewCommand('purchase', 'purchase edit 3 --end +90d && crm purchase renew 3');

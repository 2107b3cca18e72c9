import { command } from '../command.ts';
import { closedReport } from './closed.ts';

export default command(
  closedReport('lost', [
    'report lost',
    'report lost --by reason',
    'report lost --by competitor',
    'report lost --by source --period year',
  ]),
);

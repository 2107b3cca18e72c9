// Modules of Node that several parts use but crm.cjs does not: in the file of another part they would be read with it.
import 'node:crypto';
import 'node:timers/promises';

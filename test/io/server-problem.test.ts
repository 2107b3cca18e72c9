import { expect, test } from 'vitest';
import { SETUP_WORDS } from '../../src/commands/mail/port.ts';
import { serverProblem } from '../../src/io/server-problem.ts';

const FAR = { host: 'mail.x.test', port: 2587 };
const HERE = { host: '127.0.0.1', port: 1143 };

test.each([
  ['self-signed certificate; if the root CA is installed locally, try …', FAR, 'NODE_EXTRA_CA_CERTS'],
  [
    'certificate has expired',
    HERE,
    '127.0.0.1:1143 is not trusted: certificate has expired; a server on this machine may do without: crm mail setup --no-tls',
  ],
  ["Hostname/IP does not match certificate's altnames: Host: a", FAR, 'name the host as it does'],
  ['getaddrinfo ENOTFOUND mail.x.test', FAR, 'the host mail.x.test is not known'],
  ['4033:error:0A00010B:SSL routines:tls:wrong version number:a.c:78:\n', HERE, 'at port 993'],
  ['Greeting never received', FAR, 'at port 465'],
  ['connect ECONNREFUSED 127.0.0.1:1143', HERE, 'nothing listens at 127.0.0.1:1143'],
  ['the cable was cut', FAR, 'cannot reach mail.x.test:2587: the cable was cut'],
])('%s', (said, server, expected) => {
  const problem = serverProblem(said, server, SETUP_WORDS);
  expect(problem).toContain(expected);
  expect(problem).not.toMatch(/\n|root CA/);
});

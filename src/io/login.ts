import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The name of the user that runs the process; if unknown, the name from the environment. */
export function loginName({ env, versions, getuid }: NodeJS.Process): string {
  // A made-up user id, as in containers, is not in the password file.
  return nameOf(versions, getuid) || env.USER || env.LOGNAME || 'me';
}

/**
 * Reading the password file is faster than userInfo(), which loads a module. Users of a directory service are not in
 * it.
 */
function nameOf(versions: NodeJS.ProcessVersions, getuid: NodeJS.Process['getuid']): string | undefined {
  const listed = getuid && passwordFileName(getuid());
  // In Bun userInfo() returns the environment's name, or "unknown" without one.
  if (listed || (versions.bun && getuid)) return listed;
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function passwordFileName(id: number): string | undefined {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return lines.map((line) => line.split(':')).find(([, , user]) => user === String(id))?.[0];
  } catch {
    return undefined;
  }
}

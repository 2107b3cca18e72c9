import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The name of the user whom the process runs as; what the environment says where nobody knows that. */
export function loginName({ env, versions, getuid }: NodeJS.Process): string {
  // A made-up user id, as containers have them, stands in no password file.
  return nameOf(versions, getuid) || env.USER || env.LOGNAME || 'me';
}

/** The password file says it sooner than userInfo(), for which Node loads a module; who is not in it may be in a directory. */
function nameOf(versions: NodeJS.ProcessVersions, getuid: NodeJS.Process['getuid']): string | undefined {
  const listed = getuid && passwordFileName(getuid());
  // In Bun userInfo() repeats what the environment says, and "unknown" where it says nothing.
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

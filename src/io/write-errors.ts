/** System error codes in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than the system allows',
  EEXIST: 'it exists',
  ENOENT: 'no such folder',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ELOOP: 'its links form a loop',
  ENAMETOOLONG: 'the name is too long',
  EBUSY: 'it is in use by the system',
  EIO: 'the disk failed',
  ENXIO: 'nobody is on the other end',
  EBADF: 'it is closed',
  EINVAL: 'it cannot be written to',
};

/** Why the system refused a write, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}

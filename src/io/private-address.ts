/** Networks that are not the public internet. */
const PRIVATE_NETWORKS = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
] as const;

/** Names that only machines of a private network have. */
const PRIVATE_NAME = /^[^.]+$|\.(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/i;

/** Whether an address is not one of the public internet. */
export async function isPrivateAddress(address: string): Promise<boolean> {
  const { BlockList, isIPv6 } = await import('node:net');
  const list = new BlockList();
  for (const [network, prefix, family] of PRIVATE_NETWORKS) list.addSubnet(network, prefix, family);
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Whether the host of a URL is one of a private network, or this machine, as far as its name or number says. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const { isIP } = await import('node:net');
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? PRIVATE_NAME.test(host) : isPrivateAddress(host);
}

import { BlockList, isIP } from 'node:net'

/** @returns whether the address of a connection lies in the list. A connection that is gone has no address, and does not. */
export type NetworkList = (address: string | undefined) => boolean

/** @param networks addresses, or networks as `10.1.0.0/24`. @throws when one of them is neither. */
export function createNetworkList(networks: readonly string[]): NetworkList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    const family = familyOf(address)
    if (family === undefined) throw new Error(`${network} is no address and no network`)
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return (address = '') => {
    // A socket of both families shows IPv4 as ::ffff:192.0.2.1 (RFC 4291 §2.5.5.2).
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const family = familyOf(plain)
    return family !== undefined && list.check(plain, family)
  }
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined => (({ 4: 'ipv4', 6: 'ipv6' }) as const)[isIP(address)]

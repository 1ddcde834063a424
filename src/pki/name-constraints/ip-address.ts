/** RFC 5280 §4.2.1.10, iPAddress: address and mask; a block of one family holds no address of the other. */
export function addressWithin(address: Uint8Array, block: Uint8Array): boolean {
  const size = address.length
  if (block.length !== size * 2) return false
  return address.every((octet, i) => ((octet ^ (block[i] ?? 0)) & (block[size + i] ?? 0xff)) === 0)
}

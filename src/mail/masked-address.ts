/** An address as shown to someone who should recognise it and not learn it: `c•••@exemple.fr`. */
export function maskedAddress(address: string): string {
  const separator = address.lastIndexOf('@')
  return `${address.slice(0, Math.min(1, separator))}•••${address.slice(separator)}`
}

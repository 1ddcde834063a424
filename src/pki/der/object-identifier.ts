import { Malformed, refuse } from './malformed.ts'

/** X.690 sets no limit on arcs. The longest in use (UUID arcs) are of 128 bits: 19 octets; whole OIDs stay far under. */
const MOST_OCTETS = 64
const MOST_ARC_OCTETS = 19

/**
 * The last identifiers read, each in the one place that its octets choose: certificates repeat the same dozen, and a
 * string that is already there costs a tenth of a new one. It never grows, whatever strangers put in.
 */
const PLACES = 512
const lastOctets: (Uint8Array | undefined)[] = new Array(PLACES).fill(undefined)
const lastTexts: string[] = new Array(PLACES).fill('')

/**
 * Reads the content octets `start` to `end` of an OBJECT IDENTIFIER (X.690 §8.19): arcs minimal, and bounded so that no
 * stranger makes us count for long.
 * @returns the dotted form, exact whatever the size of its arcs.
 */
export function readObjectIdentifier(bytes: Uint8Array, start: number, end: number): string {
  if (start === end) refuse('empty OBJECT IDENTIFIER')
  if (end - start > MOST_OCTETS) throw new Malformed('OBJECT IDENTIFIER too long', true)
  const place = placeOf(bytes, start, end)
  if (isRemembered(bytes, start, end, place)) return lastTexts[place] ?? ''
  const dotted = readArcs(bytes, start, end)
  lastOctets[place] = bytes.slice(start, end)
  lastTexts[place] = dotted
  return dotted
}

function placeOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0
  return (hash ^ (hash >>> 9)) & (PLACES - 1)
}

function isRemembered(bytes: Uint8Array, start: number, end: number, place: number): boolean {
  const octets = lastOctets[place]
  if (octets === undefined || octets.length !== end - start) return false
  for (let i = 0; i < octets.length; i++) if (octets[i] !== bytes[start + i]) return false
  return true
}

function readArcs(bytes: Uint8Array, start: number, end: number): string {
  let dotted = ''
  let arcStart = start
  for (let i = start; i < end; i++) {
    const octet = bytes[i] ?? 0
    if (i === arcStart && octet === 0x80) refuse('OBJECT IDENTIFIER arc is not minimal')
    if (octet >= 0x80) continue
    const arc = readArc(bytes, arcStart, i)
    dotted = dotted === '' ? splitFirst(arc) : `${dotted}.${arc}`
    arcStart = i + 1
  }
  if (arcStart !== end) refuse('OBJECT IDENTIFIER ends inside an arc')
  return dotted
}

function readArc(bytes: Uint8Array, first: number, last: number): number | bigint {
  if (last - first >= MOST_ARC_OCTETS) throw new Malformed('OBJECT IDENTIFIER arc too large', true)
  if (last - first < 7) {
    let arc = 0
    for (let i = first; i <= last; i++) arc = arc * 128 + ((bytes[i] ?? 0) & 0x7f)
    return arc
  }
  let arc = 0n
  for (let i = first; i <= last; i++) arc = (arc << 7n) | BigInt((bytes[i] ?? 0) & 0x7f)
  return arc
}

/** The first subidentifier holds two arcs: 40 * first + second (X.690 §8.19.4). */
function splitFirst(arc: number | bigint): string {
  if (arc < 40) return `0.${arc}`
  if (arc < 80) return `1.${Number(arc) - 40}`
  return `2.${typeof arc === 'bigint' ? arc - 80n : arc - 80}`
}

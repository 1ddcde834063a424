/** Breaks DER where it means something: reads it as a tree, changes nodes, and writes it with the lengths it then needs. */
import { element } from '../../certs-test/der-writer.ts'
import type { Dice } from './mutation-dice.ts'

interface Node {
  tag: number
  /** Of a constructed value, or of an OCTET STRING or BIT STRING that wraps DER. */
  children: Node[] | undefined
  content: Buffer
  /** In front of the children: the count of unused bits. */
  prefix: Buffer
}

const OCTET_STRING = 0x04
const BIT_STRING = 0x03
const NONE = Buffer.alloc(0)

/** @returns undefined when the bytes are not values one after the other. */
function read(bytes: Buffer): Node[] | undefined {
  const nodes: Node[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0
    let length = bytes[at + 1] ?? 0xff
    let start = at + 2
    if (length >= 0x80) {
      const octets = length & 0x7f
      if (octets === 0 || octets > 3 || start + octets > bytes.length) return undefined
      length = bytes.readUIntBE(start, octets)
      start += octets
    }
    if (start + length > bytes.length) return undefined
    nodes.push(nodeOf(tag, bytes.subarray(start, start + length)))
    at = start + length
  }
  return nodes
}

function nodeOf(tag: number, content: Buffer): Node {
  if (tag & 0x20) return { tag, children: read(content), content, prefix: NONE }
  if (tag === OCTET_STRING && content.length > 1) return { tag, children: read(content), content, prefix: NONE }
  if (tag === BIT_STRING && content.length > 20 && content[0] === 0) {
    return { tag, children: read(content.subarray(1)), content, prefix: content.subarray(0, 1) }
  }
  return { tag, children: undefined, content, prefix: NONE }
}

const write = ({ tag, children, content, prefix }: Node): Buffer =>
  children === undefined ? element(tag, content) : element(tag, prefix, ...children.map(write))

/** No value may come to stand inside itself. */
const copyOf = (node: Node): Node => ({ ...node, children: node.children?.map(copyOf) })

interface Place {
  readonly parent: Node
  readonly index: number
}

function places(parent: Node): Place[] {
  return (parent.children ?? []).flatMap((child, index) => [{ parent, index }, ...places(child)])
}

type Mutation = (siblings: Node[], index: number, dice: Dice, others: readonly Node[]) => void

const TAGS = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x30, 0x31, 0x80, 0x81, 0x82, 0x86, 0xa0,
  0xa1,
]
const CONTENTS = [
  '',
  '00',
  'ff',
  '01',
  '7f',
  '80',
  '0080',
  'ffff',
  '00ffffffffffffffff',
  '551d1300',
  '551d2000',
  '2a',
].map((hex) => Buffer.from(hex, 'hex'))
const TIMES = [
  '500101000000Z',
  '491231235959Z',
  '300615120000Z',
  '300615115959Z',
  '20300615120000Z',
  '300230000000Z',
  '3006151200Z',
  '20300615120000.5Z',
].map((text) => Buffer.from(text))

const MUTATIONS: readonly Mutation[] = [
  (siblings, index) => siblings.splice(index, 1),
  (siblings, index) => siblings.splice(index, 0, ...siblings.slice(index, index + 1).map(copyOf)),
  (siblings, index, dice) => siblings.splice(dice.roll(siblings.length), 0, ...siblings.splice(index, 1)),
  (siblings, index, dice, others) => siblings.splice(index, 1, copyOf(dice.pick(others))),
  (siblings, index, dice, others) => siblings.splice(index, 0, copyOf(dice.pick(others))),
  change((node, dice) => {
    node.tag = dice.pick(TAGS)
  }),
  change((node, dice) => {
    node.tag ^= 1 << dice.roll(8)
  }),
  content((bytes, dice) => {
    const changed = Buffer.from(bytes)
    if (changed.length > 0) flipBit(changed, dice)
    return changed
  }),
  content((bytes, dice) => bytes.subarray(0, dice.roll(bytes.length + 1))),
  content((bytes, dice) => Buffer.concat([bytes, dice.bytes(1 + dice.roll(3))])),
  content((bytes, dice) => Buffer.concat([dice.pick([Buffer.of(0), Buffer.of(0xff), Buffer.of(0x80)]), bytes])),
  content((_, dice) => dice.pick(CONTENTS)),
  content((_, dice) => dice.pick(TIMES)),
  content((bytes) => Buffer.from(bytes.toString('latin1').toUpperCase(), 'latin1')),
]

function change(apply: (node: Node, dice: Dice) => void): Mutation {
  return (siblings, index, dice) => {
    const [node] = siblings.slice(index)
    if (node === undefined) return
    const copy = { ...node }
    apply(copy, dice)
    siblings[index] = copy
  }
}

function content(apply: (bytes: Buffer, dice: Dice) => Buffer): Mutation {
  return change((node, dice) => {
    node.content = apply(node.children === undefined ? node.content : write(node).subarray(2), dice)
    node.children = undefined
  })
}

/** @param donor DER whose values may be put where they do not belong. */
export function mutateDer(der: Buffer, donor: Buffer, dice: Dice): Buffer {
  const [root] = read(der) ?? []
  const [other] = read(donor) ?? []
  if (root === undefined || other === undefined) return mutateBytes(der, dice)
  const others = places(other).flatMap(({ parent, index }) => parent.children?.slice(index, index + 1) ?? [])
  for (let count = 1 + dice.roll(2); count > 0; count--) {
    const all = places(root)
    if (all.length === 0) break
    const { parent, index } = dice.pick(all)
    dice.pick(MUTATIONS)(parent.children ?? [], index, dice, others)
  }
  return write(root)
}

function flipBit(bytes: Buffer, dice: Dice): void {
  const at = dice.roll(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(8))
}

/** Bytes changed, lost and gained anywhere, lengths left as they were. */
export function mutateBytes(der: Buffer, dice: Dice): Buffer {
  const changed = Buffer.from(der)
  switch (dice.roll(4)) {
    case 0:
      return changed.subarray(0, dice.roll(changed.length + 1))
    case 1:
      return Buffer.concat([changed, dice.bytes(1 + dice.roll(8))])
    case 2: {
      const at = dice.roll(changed.length)
      return Buffer.concat([changed.subarray(0, at), dice.bytes(dice.roll(3)), changed.subarray(at + dice.roll(3))])
    }
    default:
      for (let count = 1 + dice.roll(3); count > 0; count--) flipBit(changed, dice)
      return changed
  }
}

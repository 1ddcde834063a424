/** Canonical XML 1.0 §3 and Exclusive XML Canonicalization §2, by small examples of each of their rules. */
import { describe, expect, it } from 'vitest'
import { type Canonicalisation, canonicalise } from '../../../src/pki/trusted-list/canonical-xml.ts'
import { elementsOf } from '../../../src/pki/trusted-list/xml-element.ts'
import { readXml } from '../../../src/pki/trusted-list/xml-reader.ts'

function root(xml: string) {
  const document = readXml(Buffer.from(xml))
  if (!document.ok) throw new Error(document.failure.explanation)
  return document.value
}
const canonical = (xml: string, method: Canonicalisation = 'inclusive') => canonicalise(root(xml), method)
const ofFirstChild = (xml: string, method: Canonicalisation) => {
  const [child] = elementsOf(root(xml))
  if (child === undefined) throw new Error('no child')
  return canonicalise(child, method)
}

describe('whichever method', () => {
  it.each([
    ['empty elements get an end', '<a><b/></a>', '<a><b></b></a>'],
    ['spaces in tags go', '<a  x = "1"\n y=\'2\' ></a >', '<a x="1" y="2"></a>'],
    [
      'attributes are sorted by namespace, then name',
      '<a xmlns:z="urn:a" xmlns:b="urn:b" b:c="3" z:d="2" e="1"/>',
      '<a xmlns:b="urn:b" xmlns:z="urn:a" e="1" z:d="2" b:c="3"></a>',
    ],
    [
      'attributes are escaped',
      '<a x="&lt;&quot;&#9;&#xA;&#13;>&apos;\n"/>',
      '<a x="&lt;&quot;&#x9;&#xA;&#xD;>\' "></a>',
    ],
    ['text is escaped', '<a>&lt;&gt;&amp;"&#13;\r\n</a>', '<a>&lt;&gt;&amp;"&#xD;\n</a>'],
    ['CDATA is text', '<a><![CDATA[<&>]]></a>', '<a>&lt;&amp;&gt;</a>'],
    ['comments go', '<!-- x --><a>b<!-- y -->c</a><!-- z -->', '<a>bc</a>'],
    ['characters beyond the first plane stay', '<a>&#x1F600;é</a>', '<a>😀é</a>'],
  ])('%s', (_, from, to) => {
    expect(canonical(from)).toBe(to)
    expect(canonical(from, 'exclusive')).toBe(to)
  })
})

describe('namespaces', () => {
  const nested = '<p:a xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:d" xml:lang="fr"><b q:x="1"><c xmlns=""/></b></p:a>'

  it('inclusive: all that are in scope, once', () => {
    expect(canonical(nested)).toBe(
      '<p:a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q" xml:lang="fr"><b q:x="1"><c xmlns=""></c></b></p:a>',
    )
    expect(ofFirstChild(nested, 'inclusive')).toBe(
      '<b xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q" xml:lang="fr" q:x="1"><c xmlns=""></c></b>',
    )
  })
  it('exclusive: those that are used, where they are', () => {
    expect(canonical(nested, 'exclusive')).toBe(
      '<p:a xmlns:p="urn:p" xml:lang="fr"><b xmlns="urn:d" xmlns:q="urn:q" q:x="1"><c xmlns=""></c></b></p:a>',
    )
    expect(ofFirstChild(nested, 'exclusive')).toBe('<b xmlns="urn:d" xmlns:q="urn:q" q:x="1"><c xmlns=""></c></b>')
  })
  it('a prefix that is declared again is written again only when it means something else', () => {
    const again =
      '<p:a xmlns:p="urn:p"><p:b xmlns:p="urn:p"/><p:c xmlns:p="urn:other"><p:d xmlns:p="urn:p"/></p:c></p:a>'
    expect(canonical(again, 'exclusive')).toBe(
      '<p:a xmlns:p="urn:p"><p:b></p:b><p:c xmlns:p="urn:other"><p:d xmlns:p="urn:p"></p:d></p:c></p:a>',
    )
  })
})

it('leaves one element out', () => {
  const element = root('<a>x<b/>y</a>')
  expect(canonicalise(element, 'exclusive', elementsOf(element)[0])).toBe('<a>xy</a>')
})

describe('reading refuses', () => {
  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an entity that nobody declared', '<a>&nbsp;</a>'],
    ['& alone', '<a>b & c</a>'],
    ['a processing instruction', '<a><?php b ?></a>'],
    ['another version of XML', '<?xml version="1.1"?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['two roots', '<a/><b/>'],
    ['text behind the root', '<a/>b'],
    ['no root', ' '],
    ['an element that does not end', '<a><b></b>'],
    ['elements that overlap', '<a><b></a></b>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute twice under two prefixes', '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>'],
    ['a prefix without a namespace', '<p:a/>'],
    ['a prefix that is undeclared', '<a xmlns:p="urn:x"><b xmlns:p=""/></a>'],
    ['the prefix of XML for something else', '<a xmlns:xml="urn:x"/>'],
    ['< in an attribute', '<a b="<"/>'],
    [']]> in text', '<a>]]></a>'],
    ['-- in a comment', '<a><!-- b -- c --></a>'],
    ['a character that XML has not', '<a>\u0001</a>'],
    ['a reference to none', '<a>&#0;</a>'],
    ['a reference to half a character', '<a>&#xD800;</a>'],
    ['a comment without an end', '<a><!-- b </a>'],
  ])('%s', (_, xml) => expect(readXml(Buffer.from(xml)).ok).toBe(false))

  it('bytes that are no UTF-8', () => expect(readXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c])).ok).toBe(false))
  it('what is too deep, too wide, too long', () => {
    const limits = { bytes: 1000, depth: 10, nodes: 20 }
    expect(readXml(Buffer.from('<a>'.repeat(11) + '</a>'.repeat(11)), limits).ok).toBe(false)
    expect(readXml(Buffer.from(`<a>${'<b/>'.repeat(20)}</a>`), limits).ok).toBe(false)
    expect(readXml(Buffer.from(`<a>${'b'.repeat(1000)}</a>`), limits).ok).toBe(false)
    expect(readXml(Buffer.from('<a>'.repeat(10) + '</a>'.repeat(10)), limits).ok).toBe(true)
  })
})

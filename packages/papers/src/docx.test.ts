// A made document holds the words as they are, says nothing of who made it or when, and is the same for the same words.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { strFromU8, unzipSync } from 'fflate'
import { type Paper, docxOf } from './docx.ts'

const paper = (text: string): Paper => ({
  title: 'A letter',
  lang: 'fi',
  sections: [{ title: 'One', paragraphs: [text] }],
})
const partsOf = (made: Paper): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(docxOf(made))).map(([name, bytes]) => [name, strFromU8(bytes)]))

test('the parts that a word processor looks for, and no others', () => {
  assert.deepEqual(Object.keys(partsOf(paper('a'))).sort(), [
    '[Content_Types].xml',
    '_rels/.rels',
    'word/_rels/document.xml.rels',
    'word/document.xml',
    'word/styles.xml',
  ])
})

test('words stay words: markup is text, lines stay lines, what no XML may hold is left out', () => {
  const document = partsOf(paper('<w:p>&amp;"\n  two\u0000\u0007\ud800 🍀 مرحبا'))['word/document.xml'] ?? ''
  assert.match(document, /&lt;w:p&gt;&amp;amp;&quot;<\/w:t><w:br\/>/)
  assert.match(document, /<w:t xml:space="preserve"> {2}two 🍀 مرحبا<\/w:t>/)

  assert.doesNotMatch(document, /[\u0000\u0007\ud800](?![\udc00-\udfff])/)
  assert.equal(document.match(/<w:p>/g)?.length, document.match(/<\/w:p>/g)?.length)
})

test('the same words give the same bytes, other words others; no author, no program and no time stand in it', () => {
  assert.deepEqual(docxOf(paper('a')), docxOf(paper('a')))
  assert.notDeepEqual(docxOf(paper('a')), docxOf(paper('b')))
  for (const [name, text] of Object.entries(partsOf(paper('a'))))
    assert.doesNotMatch(text, /creator|lastModifiedBy|Application|dcterms|20[0-9]{2}-/, name)
  const bytes = docxOf(paper('a'))
  // Date and time of the first entry, in the format's own numbers: 1 January 1980, midnight.
  assert.deepEqual([...bytes.subarray(10, 14)], [0, 0, 33, 0])
})

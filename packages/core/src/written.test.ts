// What counts as written: what somebody can see or read, in any script; never blanks, whatever Unicode calls them.
import test from 'node:test'
import assert from 'node:assert/strict'
import { isWritten } from './written.ts'

const BLANKS = [0x20, 0x09, 0x0a, 0xa0, 0xad, 0x34f, 0x115f, 0x1160, 0x17b4, 0x180e, 0x2000, 0x200b, 0x200c, 0x200d]
const MORE = [0x200e, 0x202a, 0x2028, 0x2060, 0x2066, 0x2800, 0x3000, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0x1d173, 0xe0020]

test('no blank counts, alone or with others, nor points alone', () => {
  const all = [...BLANKS, ...MORE].map((code) => String.fromCodePoint(code))
  for (const blank of all) assert.equal(isWritten(blank.repeat(2)), false, blank.codePointAt(0)?.toString(16))
  for (const text of ['', all.join(''), '...', '…', '-', '–.', '?!', '\u0301', '. \u200b .', '""', '()'])
    assert.equal(isWritten(text), false, JSON.stringify(text))
})

test('one letter, digit or picture of any script counts, also among blanks', () => {
  for (const text of [
    'a',
    'ä',
    'ж',
    'ع',
    '中',
    'ไ',
    '한',
    '1',
    '٣',
    '€',
    '👍',
    '⠁',
    '\u200bok\u200b',
    '- x',
    'می\u200cخواهم',
  ])
    assert.equal(isWritten(text), true, JSON.stringify(text))
})

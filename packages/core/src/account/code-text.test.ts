// A code that is read and typed: one spelling for each, read as people write it, and no slip goes unseen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeBech32 } from '../bech32.ts'
import { CodeText, bytesOfCode, codeText, groupedCode, readCode } from './code-text.ts'

const bytes = Uint8Array.from({ length: 16 }, (_, at) => at * 17)
const code = codeText(bytes)

test('sixteen bytes are 32 signs, in eight groups, and come back', () => {
  assert.equal(code.length, 32)
  assert.match(groupedCode(code), /^([a-z0-9]{4} ){7}[a-z0-9]{4}$/)
  assert.deepEqual(bytesOfCode(code), bytes)
  for (const length of [0, 15, 17, 32]) assert.throws(() => codeText(new Uint8Array(length)), RangeError)
})

test('it is read in any case, with spaces, hyphens and line feeds, and with the signs that it leaves out', () => {
  for (const typed of [groupedCode(code), code.toUpperCase(), groupedCode(code).replaceAll(' ', '-'), ` ${code}\n`])
    assert.equal(readCode(typed), code)
  const withBoth = codeText(Uint8Array.from({ length: 16 }, (_, at) => at * 31 + 7))
  assert.match(withBoth, /[0l]/)
  for (const sign of ['1', 'i', 'I', 'L']) assert.equal(readCode(withBoth.replaceAll('l', sign)), withBoth)
  for (const sign of ['o', 'O']) assert.equal(readCode(withBoth.replaceAll('0', sign)), withBoth)
})

test('every wrong sign and every two that changed places are seen', () => {
  for (let at = 0; at < code.length; at += 1) {
    for (const sign of 'qpzry9x8gf2tvdw0s3jn54khce6mua7l') {
      if (sign === code[at]) continue
      assert.equal(readCode(`${code.slice(0, at)}${sign}${code.slice(at + 1)}`), null)
    }
    const [a, b] = [code[at], code[at + 1]]
    if (b === undefined || a === b) continue
    assert.equal(readCode(`${code.slice(0, at)}${b}${a ?? ''}${code.slice(at + 2)}`), null)
  }
})

test('what is no code is none: other lengths, other signs, the spelling of something else', () => {
  const other = encodeBech32('other', bytes).slice('other1'.length)
  for (const typed of ['', code.slice(1), `${code}q`, code.replace(/^./, 'b'), other, '?'.repeat(32)])
    assert.equal(readCode(typed), null, typed)
  assert.equal(CodeText.safeParse(code.toUpperCase()).success, false, 'one spelling on the wire')
})

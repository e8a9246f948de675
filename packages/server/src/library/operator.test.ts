// The operator in the data folder: taken, absent, and every way to write it wrongly told with the file and the place.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from '../platform/problem.ts'
import { OPERATOR_FILE, withOperator } from './operator.ts'
import { smallLibrary } from './test/small-library.ts'

const folder = mkdtempSync(join(tmpdir(), 'apila-operator-'))
after(() => {
  rmSync(folder, { recursive: true })
})
const library = smallLibrary()
const written = (text: string) => {
  writeFileSync(join(folder, OPERATOR_FILE), text)
  return withOperator(library, folder)
}
const named = { name: { fi: 'Koivu ry', sv: 'Björken rf', en: 'Birch' }, contact: 'tietosuoja@koivu.example' }

test('a folder without a file leaves the library as it is, one with a file names who runs the server', () => {
  assert.equal(withOperator(library, folder), library)
  assert.deepEqual(written(JSON.stringify(named)).runBy, named)
  assert.equal(written('null').runBy, null)
})

test('a file that names nobody rightly stops the start and says where to look', () => {
  const wrong: [string, RegExp][] = [
    ['{', /operator\.json does not name an operator/],
    ['{}', /look at name, contact/],
    [JSON.stringify({ ...named, name: { ...named.name, sv: ' ' } }), /look at name\.sv/],
    [JSON.stringify({ ...named, contact: '' }), /look at contact/],
  ]
  for (const [text, reason] of wrong)
    assert.throws(
      () => written(text),
      (error) => error instanceof Refusal && reason.test(error.message),
      text,
    )
})

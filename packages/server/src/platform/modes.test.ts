// Nobody else on the machine reads a data folder, also where somebody made it with wider rights.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { listWide, narrow } from './modes.ts'

test(
  'rights of others are found on folder, files and keys, and taken away; those of the owner stay',
  { skip: process.platform === 'win32' && 'has no such rights' },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'apila-modes-'))
    try {
      const [keys, key, file] = [join(folder, 'keys'), join(folder, 'keys', 'a.key'), join(folder, 'apila.db')]
      mkdirSync(keys)
      writeFileSync(key, '')
      writeFileSync(file, '')
      const modeOf = (path: string) => statSync(path).mode & 0o777
      for (const path of [folder, keys]) chmodSync(path, 0o755)
      chmodSync(key, 0o604)
      chmodSync(file, 0o640)
      assert.deepEqual(listWide(folder).toSorted(), [folder, keys, key, file].toSorted())
      narrow(folder)
      assert.deepEqual(listWide(folder), [])
      assert.deepEqual([folder, keys, key, file].map(modeOf), [0o700, 0o700, 0o600, 0o600])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

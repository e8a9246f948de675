// Breaks of what a leaving organisation takes along. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const shape = inFile('packages/core/src/export/member-export.ts', 'packages/sealing/src/export/seal-export.test.ts')
const sealed = inFile('packages/sealing/src/export/seal-export.ts', 'packages/sealing/src/export/seal-export.test.ts')

export const EXPORT_MUTANTS: readonly PromiseMutant[] = [
  shape(
    'P-70',
    'export-with-the-permission',
    'a notice that is owed takes the name and mark of its permission along',
    'return { what, provision, to, byRole, on, deferred }',
    'return { what, provision, to, byRole, on, deferred, ...arguments[0] }',
  ),
  shape(
    'P-70',
    'export-of-what-was-told',
    'notices that the client knows of are taken along',
    "if (client.state === 'told') return null",
  ),
  sealed(
    'P-70',
    'export-of-anything',
    'what the shape has no place for is sealed with the rest',
    'MemberExport.parse(what)',
    'what',
  ),
  sealed(
    'P-70',
    'export-of-any-length',
    'a file of any length is taken into memory and opened',
    "if (file.length > EXPORT_MOST_BYTES) return { ok: false, problem: 'too-long' }",
  ),
]

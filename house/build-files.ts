// Built files in memory: compression beside each file, integrity digests, writing.
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export interface BuiltFile {
  /** Relative to the folder that it goes to. */
  path: string
  contents: Uint8Array
}

const WORTH_COMPRESSING = /\.(js|css|html|json|svg|txt)$/

/** The files and, beside each, `.br` and `.gz`. Neither format carries a time here, so that two builds are equal to the byte. */
export async function compressed(files: BuiltFile[]): Promise<BuiltFile[]> {
  const all = files.map(async (file): Promise<BuiltFile[]> => {
    if (!WORTH_COMPRESSING.test(file.path)) return [file]
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.contents.length }
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(file.contents, { params }),
      promisify(gzip)(file.contents, { level: 9 }),
    ])
    return [file, { path: `${file.path}.br`, contents: br }, { path: `${file.path}.gz`, contents: gz }]
  })
  return (await Promise.all(all)).flat()
}

/** SHA-256: as strong as the bundle needs, and a third shorter on a page that carries thirty of them. */
export function integrityOf(contents: Uint8Array): string {
  return `sha256-${createHash('sha256').update(contents).digest('base64')}`
}

export async function written(folder: string, files: BuiltFile[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file.path)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, file.contents)
  }
}

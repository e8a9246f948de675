// Reads everything under content/, JSON and Markdown alike. What is asked of it stands in packages/core/src/content.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ContentFile, languageOf } from '../packages/core/src/content/content-file.ts'
import { plainText, readPage } from './markdown-page.ts'
import { ROOT, listFiles } from './paths.ts'

/** What a file of the content says, whatever editor saved it. */
export function readValue(path: string, source: string): unknown {
  const text = plainText(source)
  return path.endsWith('.md') ? readPage(text, path) : (JSON.parse(text) as unknown)
}

/** Every content file of the project in `root`; what cannot be read is a problem, with its line where it is known. */
export async function readContent(root: string = ROOT): Promise<{ files: ContentFile[]; problems: string[] }> {
  const files: ContentFile[] = []
  const problems: string[] = []
  for (const path of await listFiles(['content/**/*.{json,md}'], root)) {
    try {
      files.push({ path, lang: languageOf(path), value: readValue(path, await readFile(join(root, path), 'utf8')) })
    } catch (error) {
      const { message } = error as Error
      problems.push(message.startsWith(path) ? message : `${path}: ${message}`)
    }
  }
  return { files, problems }
}

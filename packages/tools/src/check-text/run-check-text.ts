// `apila-tools check-text`: identifiers and revealing sentences of a text file as JSON lines. Nothing is stored or sent.
// The answer gives places only, never the words found, so that a log of it tells nothing.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Language, LANGUAGES } from '@apila/core/content/language.ts'
import { checkText } from '@apila/core/check-text/check-text.ts'
import { Failure, fileFailure } from '../failure.ts'

export const CHECK_TEXT_HELP = `apila-tools check-text [--lang fi|sv|en] FILE

  Marks what identifies a person or reveals a sign, a JSON line for each: start, end, kind, action (block or ask).
  Places are counted in UTF-16 units, as JavaScript does. No line does not mean that the text is anonymous: check again.
  --lang      words of this language only (default: all three); identifiers are found in any language
  FILE        UTF-8 text; - reads standard input
`

/** The lines to print. Throws `Failure` when a detector broke, after `print` has had the lines that mark everything. */
export async function runCheckText(args: readonly string[], print: (lines: string) => void): Promise<void> {
  const { file, lang } = readOptions(args)
  const { findings, failed } = checkText(await readText(file), { lang })
  print(findings.map(({ start, end, kind, action }) => `${JSON.stringify({ start, end, kind, action })}\n`).join(''))
  if (failed.length > 0)
    throw new Failure('A part of the check failed, so the whole text is marked. Read it again yourself.')
}

function readOptions(args: readonly string[]): { file: string; lang: Language | undefined } {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: { lang: { type: 'string' } }, allowPositionals: true, strict: true })
  } catch {
    throw new Failure('check-text takes --lang and one file. apila-tools --help lists the flags.', 2)
  }
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0)
    throw new Failure('check-text needs one file. apila-tools --help lists the flags.', 2)
  const lang = parsed.values.lang === undefined ? undefined : Language.safeParse(parsed.values.lang)
  if (lang?.success === false) throw new Failure(`--lang is one of ${LANGUAGES.join(', ')}.`, 2)
  return { file, lang: lang?.data }
}

async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file)
  try {
    // The byte order mark stays, so that places count from the file's first letter.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Failure(`${file} is not UTF-8 text.`)
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await readInput() : await readFile(file)
  } catch (error) {
    throw fileFailure(file, error)
  }
}

async function readInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of process.stdin) parts.push(part as Uint8Array)
  return Buffer.concat(parts)
}

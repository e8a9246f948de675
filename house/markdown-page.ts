// Turns a page of content/**/*.md into data: front matter, a lead, sections of paragraphs, lists and facts. For the build and,
// when sources run as they are, for house/tsx-hook.ts. It knows only what such a page may hold; all else is refused with its line.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { type Token, type Tokens, lexer } from 'marked'
import { parse } from 'yaml'
import { ROOT } from './paths.ts'

export type MarkdownBlock =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'facts'; items: { name: string; value: string }[] }

export interface MarkdownPage {
  [fact: string]: unknown
  lead: string
  sections: { id: string; title: string; blocks: MarkdownBlock[] }[]
}

/** A text as every editor means it: some put a byte order mark before it, or end its lines in two letters. */
export const plainText = (source: string): string => source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')

/** The page as a module, for Node and for esbuild alike. */
export function moduleOfPage(path: string): string {
  const source = plainText(readFileSync(path, 'utf8'))
  return `export const page = ${JSON.stringify(readPage(source, relative(ROOT, path)))}\n`
}

/** `path` is for messages only. Throws an error that begins with the file and the line. */
export function readPage(source: string, path: string): MarkdownPage {
  const [head, facts = ''] = /^---\n([\s\S]*?\n)---\n/.exec(source) ?? []
  const refuse = (line: number, reason: string): never => {
    throw new Error(`${path}:${String(line)}: ${reason}`)
  }
  if (head === undefined) return refuse(1, 'a page begins with its facts between two lines of ---')
  const { lead, sections } = readBody(source.slice(head.length), lineCount(head) + 1, refuse)
  if (lead === undefined) return refuse(lineCount(head) + 1, 'one paragraph stands before the first heading')
  return { ...readFacts(facts, refuse), lead, sections }
}

type Refuse = (line: number, reason: string) => never

const lineCount = (text: string): number => text.split('\n').length - 1

function readFacts(facts: string, refuse: Refuse): Record<string, unknown> {
  const values = ((): unknown => {
    try {
      return parse(facts)
    } catch (error) {
      return refuse(2, `its facts cannot be read: ${String(error)}`)
    }
  })()
  return typeof values === 'object' && values !== null && !Array.isArray(values)
    ? (values as Record<string, unknown>)
    : refuse(2, 'its facts are lines of `name: value`')
}

function readBody(body: string, firstLine: number, refuse: Refuse) {
  let lead: string | undefined
  const sections: MarkdownPage['sections'] = []
  let line = firstLine
  for (const token of lexer(body)) {
    const section = sections.at(-1)
    if (token.type === 'heading') sections.push(readHeading(token as Tokens.Heading, line, refuse))
    else if (token.type === 'paragraph' && section === undefined) {
      if (lead !== undefined) refuse(line, 'only one paragraph stands before the first heading')
      lead = readSentence(token.tokens, line, refuse)
    } else if (token.type === 'paragraph')
      section?.blocks.push({ kind: 'text', text: readSentence(token.tokens, line, refuse) })
    else if (token.type === 'list' && section !== undefined)
      section.blocks.push(readList(token as Tokens.List, line, refuse))
    else if (token.type !== 'space')
      refuse(line, `a page has no place for this (${token.type}): ${token.raw.trim().slice(0, 40)}`)
    line += lineCount(token.raw)
  }
  return { lead, sections }
}

function readHeading({ depth, text }: Tokens.Heading, line: number, refuse: Refuse) {
  const [, title, id] = /^(.*\S)\s*\{#([a-z-]+)\}$/.exec(text) ?? []
  if (depth !== 2 || title === undefined || id === undefined)
    return refuse(line, 'a heading is written `## Words {#id}`, its id the same in every language')
  return { id, title, blocks: [] }
}

/** A list; with a bold name and a colon at the start of every item, a list of facts. */
function readList({ ordered, items }: Tokens.List, firstLine: number, refuse: Refuse): MarkdownBlock {
  if (ordered) refuse(firstLine, 'a list is written with - and without numbers')
  let line = firstLine
  const read = items.map(({ task, tokens, raw }) => {
    const [only, ...more] = tokens
    if (task || only?.type !== 'text' || more.length > 0) refuse(line, 'an item of a list is one sentence or more')
    const item = readFact((only as Tokens.Text).tokens ?? [], line, refuse)
    line += lineCount(raw)
    return item
  })
  const facts = read.filter((item) => typeof item !== 'string')
  if (facts.length === 0) return { kind: 'list', items: read.filter((item) => typeof item === 'string') }
  if (facts.length < read.length) refuse(firstLine, 'either every item of a list begins with **Name:** or none does')
  return { kind: 'facts', items: facts }
}

function readFact(tokens: Token[], line: number, refuse: Refuse): string | { name: string; value: string } {
  const [first, ...rest] = tokens
  if (first?.type !== 'strong') return readSentence(tokens, line, refuse)
  const name = readSentence(first.tokens, line, refuse)
  const value = readSentence(rest, line, refuse)
  if (!name.endsWith(':') || value === '') return refuse(line, 'a fact is written `**Name:** words`')
  return { name: name.slice(0, -1), value }
}

/** Words and links; a link stays as it is written, since packages/core/src/network/inline.ts reads it again. */
function readSentence(tokens: Token[] | undefined, firstLine: number, refuse: Refuse): string {
  let line = firstLine
  let sentence = ''
  for (const token of tokens ?? []) {
    if (token.type === 'text' || token.type === 'escape') sentence += (token as Tokens.Text).text
    else if (token.type === 'link' && token.raw === `[${(token as Tokens.Link).text}](${(token as Tokens.Link).href})`)
      sentence += token.raw
    else refuse(line, `words and [links](address) only, not ${token.type}: ${token.raw.slice(0, 40)}`)
    line += lineCount(token.raw)
  }
  return sentence.replaceAll(/\s*\n\s*/g, ' ').trim()
}

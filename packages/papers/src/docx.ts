// A document for word processors (Office Open XML, ECMA-376): a title, and sections of paragraphs. Nothing else: no author, no program, no
// time, so that the file tells only what stands in it.
import { strToU8, zipSync } from 'fflate'

export interface Paper {
  title: string
  /** Code of the language in which it is written. */
  lang: string
  sections: readonly { title: string; paragraphs: readonly string[] }[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML holds it. What no XML may hold (control characters, halves of pairs) is left out. */
const escaped = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\n\t]|\p{Cs}|[\uFFFE\uFFFF]/gu, '').replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)

/** A paragraph; its own line ends stay line ends. */
function paragraph(text: string, style: 'Title' | 'Heading1' | null): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
  const look = style === null ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
  return `<w:p>${look}<w:r>${lines.join('<w:br/>')}</w:r></w:p>`
}

const styleOf = (id: string, name: string, halfPoints: number, space: number): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>` +
  `<w:pPr><w:keepNext/><w:spacing w:before="${String(space)}" w:after="120"/></w:pPr>` +
  `<w:rPr><w:b/><w:sz w:val="${String(halfPoints)}"/></w:rPr></w:style>`

const stylesOf = (lang: string): string =>
  `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="${escaped(lang)}"/></w:rPr></w:rPrDefault></w:docDefaults>` +
  `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>` +
  `${styleOf('Title', 'Title', 36, 0)}${styleOf('Heading1', 'heading 1', 26, 240)}</w:styles>`

/** A4 with margins of 2.5 cm. Unit of the numbers: twentieths of a point. */
const PAGE =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'

function documentOf({ title, sections }: Paper): string {
  const body = sections.flatMap((section) => [
    paragraph(section.title, 'Heading1'),
    ...section.paragraphs.map((text) => paragraph(text, null)),
  ])
  return `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${paragraph(title, 'Title')}${body.join('')}${PAGE}</w:body></w:document>`
}

const TYPES =
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/>` +
  `<Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/>` +
  `<Override PartName="/word/styles.xml" ContentType="${WORD_TYPE}.styles+xml"/></Types>`

const relationOf = (kind: string, target: string): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`

/** The earliest time that the format knows, in the place of the one at which the file was made. */
const NO_TIME = '1980-01-01T00:00:00'

export const DOCX_TYPE = `${WORD_TYPE}.document`

/** The file's bytes: the same for the same words. */
export function docxOf(paper: Paper): Uint8Array<ArrayBuffer> {
  const parts = {
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relationOf('officeDocument', 'word/document.xml'),
    'word/document.xml': documentOf(paper),
    'word/styles.xml': stylesOf(paper.lang),
    'word/_rels/document.xml.rels': relationOf('styles', 'styles.xml'),
  }
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
  return new Uint8Array(zipSync(files, { mtime: NO_TIME, level: 6 }))
}

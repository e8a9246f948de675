// Script of the record page: checks a note on the page and marks it. A neutral word is offered only in the place of an identifier: what care
// depends on stays as it was written. Nothing is sent, nothing is stored, and the note goes when the page is left. Marks are made of text nodes only (the content policy admits nothing else).
import type { Language } from '@apila/core/content/language.ts'
import { checkText } from '@apila/core/check-text/check-text.ts'
import type { Finding, Kind } from '@apila/core/check-text/finding.ts'
import { makeLeaving } from '../browser/leave.ts'

interface Words {
  lang: Language
  empty: string
  none: string
  found: string
  failed: string
  block: string
  ask: string
  replace: string
  neutral: string
  evidence: string
  vulnerable: Record<Language, string>
  kinds: Record<Kind, { name: string; hint: string; wording?: string }>
}

/** A quotation in the list is cut here; the whole stands in the marked text. Unit: letters. */
const LONGEST_QUOTE = 140

const find = (id: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(`#${id}`)
  if (element === null) throw new Error(`the page has no #${id}`)
  return element
}

const textCheck = find('text-check')
const words = JSON.parse(textCheck.dataset['words'] ?? '{}') as Words
const note = find('note') as HTMLTextAreaElement
const answer = find('answer')
const result = find('result')
const marked = find('marked')
const listed = find('listed')
const places = find('places')

function check(): void {
  const text = note.value
  try {
    const { findings, failed } = checkText(text)
    marked.replaceChildren(markedText(text, findings))
    places.replaceChildren(
      ...stretchesOf(findings.filter(({ kind }) => kind !== 'unchecked')).map((stretch) => placeOf(text, stretch)),
    )
    listed.hidden = places.childElementCount === 0
    say(
      text.trim() === ''
        ? words.empty
        : failed.length > 0
          ? words.failed
          : findings.length > 0
            ? words.found
            : words.none,
    )
  } catch {
    // Whatever broke: nothing is known of this text, so all of it is marked.
    marked.replaceChildren(markOf({ start: 0, end: text.length, kind: 'unchecked', action: 'ask' }, text))
    listed.hidden = true
    say(words.failed)
  }
  result.hidden = text.trim() === ''
}

function say(text: string): void {
  answer.textContent = text
  answer.focus()
}

// Findings come by place, longer ones first, so that what stands in a sentence follows it.
function markedText(text: string, findings: readonly Finding[]): DocumentFragment {
  const root = document.createDocumentFragment()
  const open: { node: Node; start: number; end: number }[] = [{ node: root, start: -1, end: text.length }]
  let place = 0
  const write = (until: number): void => {
    if (until > place) open.at(-1)?.node.appendChild(document.createTextNode(text.slice(place, until)))
    place = Math.max(place, until)
  }
  const closeUntil = (start: number): void => {
    for (let top = open.at(-1); open.length > 1 && top !== undefined && top.end <= start; top = open.at(-1)) {
      write(top.end)
      open.pop()
    }
  }
  for (const finding of findings) {
    closeUntil(finding.start)
    // A sentence that reveals two things is marked once; the list below says both.
    const top = open.at(-1)
    if (top?.start === finding.start && top.end === finding.end) continue
    write(finding.start)
    const end = Math.min(finding.end, open.at(-1)?.end ?? finding.end)
    const mark = markOf(finding)
    open.at(-1)?.node.appendChild(mark)
    open.push({ node: mark, start: finding.start, end })
  }
  closeUntil(text.length)
  write(text.length)
  return root
}

function markOf({ kind, action }: Finding, text = ''): HTMLElement {
  const mark = document.createElement('mark')
  const isSentence = kind === 'sign' || kind === 'plea' || kind === 'combination' || kind === 'unchecked'
  mark.className = isSentence ? 'sentence' : action
  mark.textContent = text
  return mark
}

// What a sentence reveals twice is one place in the list.
function stretchesOf(findings: readonly Finding[]): [Finding, ...Finding[]][] {
  const stretches: [Finding, ...Finding[]][] = []
  for (const finding of findings) {
    const last = stretches.at(-1)
    if (last?.[0].start === finding.start && last[0].end === finding.end) last.push(finding)
    else stretches.push([finding])
  }
  return stretches
}

function placeOf(text: string, findings: [Finding, ...Finding[]]): HTMLElement {
  const [first] = findings
  const found = text.slice(first.start, first.end)
  const item = element('li', '', 'entry')
  const quote = element('q', found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found)
  const action = element('span', first.action === 'block' ? words.block : words.ask, 'tag')
  const sentence = document.createElement('p')
  sentence.append(
    quote,
    ' – ',
    element('strong', findings.map(({ kind }) => words.kinds[kind].name).join(' · ')),
    ' ',
    action,
  )
  item.append(sentence)
  // A sentence is never written over; where it tells of a finding the advice is another one.
  if (findings.some(({ evidence }) => evidence)) {
    item.append(element('p', words.evidence, 'hint'))
    return item
  }
  item.append(...findings.map(({ kind }) => element('p', words.kinds[kind].hint, 'hint')))
  const revealing = findings.find(({ topic }) => topic !== undefined)
  if (revealing) item.append(element('p', `${words.neutral} ${words.vulnerable[revealing.lang ?? words.lang]}`, 'hint'))
  const { wording } = words.kinds[first.kind]
  if (wording !== undefined && !first.stays) {
    const buttons = element('div', '', 'buttons')
    buttons.append(offer(`${words.replace} ${wording}`, wording, first))
    item.append(buttons)
  }
  return item
}

function offer(label: string, wording: string, { start, end }: Finding): HTMLElement {
  const button = element('button', label, 'button quiet')
  button.setAttribute('type', 'button')
  button.addEventListener('click', () => {
    replace(start, end, wording)
    check()
  })
  return button
}

// Typed into the field, so that Ctrl+Z brings back what was there: a note may be long, and a tap may go astray.
function replace(from: number, end: number, wording: string): void {
  note.focus({ preventScroll: true })
  note.setSelectionRange(from, end)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer keeps what can be undone
  const isTyped = document.execCommand('insertText', false, wording)
  if (!isTyped) note.setRangeText(wording, from, end, 'end')
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}

function clear(): void {
  note.value = ''
  marked.replaceChildren()
  places.replaceChildren()
  answer.textContent = ''
  result.hidden = true
}

find('check').addEventListener('click', check)
find('clear').addEventListener('click', () => {
  clear()
  note.focus()
})
// What was checked is no longer what stands there.
note.addEventListener('input', () => {
  answer.textContent = ''
  result.hidden = true
})
// A shared computer must not show the last reader's note through the back button.
addEventListener('pagehide', clear)

makeLeaving(clear)

find('text-check-off').hidden = true
textCheck.hidden = false

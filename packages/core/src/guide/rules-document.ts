// The decision table as a document for people who check law: docs/guide-rules.md is this text, and a test compares them.
import { ACT_QUESTIONS } from './act-answers.ts'
import { ACT_TIMES, wholeText, type ActRule } from './act-rules.ts'
import { showBase, showSources, type LegalReference } from '../rights/legal-base.ts'

const HEAD = `# Rules of the act page

Printed from content/guide/act-now.json, act-today.json and act-later.json; do not edit by hand. Each rule is one act of exactly one kind:
a duty, a right, something that needs the person's permission, or something never done. A rule applies when every condition in its line holds;
within a condition any of the answers will do. A duty (network) is the network's own promise: no law makes it. "Also" names acts that the act is as
well; kinds may not contradict there either. "Seen to" is the last day up to which a change of the provision could be seen.

Certainty: A = read in the primary source, B = secondary source or an inference, C = not confirmed. A Finnish lawyer has not yet read these rules.

A worker is described by profession and track together. Child Welfare Act section 25(1) binds a health professional as a person, whoever employs them,
and others as staff of the bodies that it lists. Nobody has a professional's duty because of an organisation's own (NGO-led) work.

The network answers for the rules; each file of them names owner, source and day.
`

/** The whole document, with a last line end. */
export function guideRulesMarkdown(rules: readonly ActRule[], reference: LegalReference): string {
  const parts = ACT_TIMES.map((time) =>
    section(
      time,
      rules.filter((rule) => rule.time === time),
      reference,
    ),
  )
  // Tables as wide as their longest cell would make every change of a word a change of every line.
  return `${HEAD}\n<!-- prettier-ignore-start -->\n\n${answers()}\n${parts.join('\n')}\n<!-- prettier-ignore-end -->\n`
}

function answers(): string {
  const rows = ACT_QUESTIONS.map(
    ({ id, code, values }) => `| ${code} | ${id} | ${values.map((value, place) => `${place} ${value}`).join(', ')} |`,
  )
  return `## Answers\n\nIn the address a letter stands for the question and a digit for the answer.\n\n| letter | question | answers |\n|---|---|---|\n${rows.join('\n')}\n`
}

function section(time: string, rules: readonly ActRule[], reference: LegalReference): string {
  const rows = rules.map((rule) => {
    const cells = [
      rule.also === undefined ? rule.id : `${rule.id} (also ${rule.also.join(', ')})`,
      rule.numbers.join(' '),
      `**${rule.kind}**${rule.binds === undefined ? '' : ` (${rule.binds})`}`,
      showWhen(rule),
      rule.onlyIf === undefined ? wholeText(rule, 'en') : `${wholeText(rule, 'en')} *Only if ${rule.onlyIf.en}.*`,
      showLaws(rule, reference),
      showSources(rule.sources, reference, 'en'),
      rule.certainty,
      rule.checkedOn,
      rule.seenTo ?? '–',
    ]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  const head =
    '| rule | numbers | kind | when | what | base | source | certainty | checked | seen to |\n|---|---|---|---|---|---|---|---|---|---|'
  return `## ${time}\n\n${head}\n${rows.join('\n')}\n`
}

function showWhen({ when }: ActRule): string {
  const parts = Object.entries(when).map(([id, values = []]) => `${id}: ${values.join(' or ')}`)
  return parts.length === 0 ? 'always' : parts.join('; ')
}

function showLaws({ base, see }: ActRule, reference: LegalReference): string {
  const shown = showBase(base, reference, 'en') || 'no statute'
  return see === undefined ? shown : `${shown}; see also ${showBase(see, reference, 'en')}`
}

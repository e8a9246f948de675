// /{lang}/rights/list: "told and understood", with the language used, to go through together and then keep or throw away (D-214).
// The fields have no name and the form goes nowhere: even Enter sends nothing. The script empties it when the page is left, so what
// there is to read unfolds here, in plain sentences; their basis and days stand on the pages of the parts.
import type { VNode } from 'preact'
import { Button } from '@apila/ui/Button.tsx'
import { Choice, Choices } from '@apila/ui/Choice.tsx'
import { FieldFrame } from '@apila/ui/Field.tsx'
import { RightsFrame, type RightsView } from './RightsFrame.tsx'

export function ToldListPage({ view }: { view: RightsView }): VNode {
  const { lang, library } = view
  const { words, parts, checklist } = library.rights
  return (
    <RightsFrame view={view} path="/list" title={words.list[lang]}>
      <p class="no-print">{words.listLead[lang]}</p>
      <p>{words.listPaper[lang]}</p>
      <form method="dialog" autocomplete="off" id="told">
        <FieldFrame id="told-language" label={words.language[lang]}>
          <input id="told-language" type="text" autocomplete="off" spellcheck={false} maxLength={60} />
        </FieldFrame>
        {parts.map((part) => {
          const lines = checklist.filter((line) => line.part === part.id)
          if (lines.length === 0) return null
          return (
            <div class="group" key={part.id}>
              {lines.map(({ text }) => (
                <Choices key={text.en} legend={text[lang]}>
                  <div class="row">
                    <Choice>{words.told[lang]}</Choice>
                    <Choice>{words.understood[lang]}</Choice>
                  </div>
                </Choices>
              ))}
              <details class="no-print">
                <summary>{`${words.more[lang]}: ${part.title[lang]}`}</summary>
                <ul>
                  {part.statements.map(({ numbers, text, certainty }) => (
                    <li key={numbers[0]}>
                      {text[lang]}{' '}
                      {certainty !== 'A' && <span class="tag">{library.law.words.words.uncertain[lang]}</span>}
                    </li>
                  ))}
                </ul>
              </details>
            </div>
          )
        })}
        <Button type="reset" quiet>
          {words.clear[lang]}
        </Button>
      </form>
    </RightsFrame>
  )
}

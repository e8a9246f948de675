// /{lang}/rights/list: "told and understood", with the language used, to go through together and then keep or throw away (D-214).
// The fields have no name and the form goes nowhere: even Enter sends nothing. The script empties it when the page is left.
import type { VNode } from 'preact'
import { Button } from '@apila/ui/Button.tsx'
import { Choice, Choices } from '@apila/ui/Choice.tsx'
import { FieldFrame } from '@apila/ui/Field.tsx'
import { rightsPages } from './rights-content.ts'
import { RightsFrame, rightsHref, type RightsView } from './RightsFrame.tsx'

export function ToldListPage({ view }: { view: RightsView }): VNode {
  const { lang } = view
  const { words, checklist } = rightsPages
  return (
    <RightsFrame view={view} path="/list" title={words.list[lang]}>
      <p>{words.listLead[lang]}</p>
      <p>{words.listPaper[lang]}</p>
      <form method="dialog" autocomplete="off" id="told">
        <FieldFrame id="told-language" label={words.language[lang]}>
          <input id="told-language" type="text" autocomplete="off" spellcheck={false} maxLength={60} />
        </FieldFrame>
        {checklist.map((line, index) => (
          <Choices key={line.text.en} legend={line.text[lang]}>
            <div class="row">
              <Choice id={`told-${String(index)}`}>{words.told[lang]}</Choice>
              <Choice id={`understood-${String(index)}`}>{words.understood[lang]}</Choice>
              <a
                class="phone no-print"
                href={rightsHref(view, `/${line.part}`)}
                aria-label={`${words.more[lang]}: ${line.text[lang]}`}
              >
                {words.more[lang]}
              </a>
            </div>
          </Choices>
        ))}
        <Button type="reset" quiet>
          {words.clear[lang]}
        </Button>
      </form>
    </RightsFrame>
  )
}

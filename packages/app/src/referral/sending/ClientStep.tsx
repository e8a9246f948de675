// First step: who interprets, then adult, child or unsure. Nothing about the client is written here (docs/working-day.md 6 and 10).
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { orderLanguages } from '@apila/core/referral/spoken-languages.ts'
import { Note } from '@apila/ui/Note.tsx'
import { languageName } from '../../content/language-name.ts'
import { Heading, Select, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Ask } from './Ask.tsx'
import { ChildPart } from './ChildPart.tsx'
import type { Answers, Sending } from './sending.ts'
import type { StepProps } from './steps.ts'

type Now = `none-${Language}` | 'none-other' | 'independent' | 'phone'

const isOurs = (language: string | null): language is Language => LANGUAGES.some((one) => one === language)

/** What was tapped: without an interpreter one tap says the language, too. */
function nowOf({ interpreterNow, language }: Sending): Now | null {
  if (interpreterNow !== 'none') return interpreterNow
  return isOurs(language) ? `none-${language}` : 'none-other'
}

function answersOf(now: Now, { language }: Sending): Answers {
  if (now === 'independent' || now === 'phone')
    return { interpreterNow: now, knowsInterpreter: null, language: isOurs(language) ? null : language }
  const spoken = LANGUAGES.find((one) => now === `none-${one}`)
  return { interpreterNow: 'none', language: spoken ?? (isOurs(language) ? null : language) }
}

export function ClientStep(props: StepProps): VNode {
  const { sending, choose, answer, errorAt } = props
  const desk = useDesk()
  const { t } = desk
  const now = nowOf(sending)
  return (
    <>
      <Heading>{t('client.title')}</Heading>
      <p class="lead">{t('client.more')}</p>
      <Ask
        code="interpreter"
        name="interpreter"
        legend={t('interpreter.question')}
        errorAt={errorAt}
        chosen={now}
        options={[
          ...LANGUAGES.map((one) => ({ value: `none-${one}` as const, text: t(`interpreter.none-${one}`) })),
          { value: 'none-other', text: t('interpreter.none-other') },
          { value: 'independent', text: t('interpreter.independent') },
          { value: 'phone', text: t('interpreter.phone') },
        ]}
        onChoose={(value, goesOn) => {
          const answers = answersOf(value, sending)
          if (goesOn) choose('q-interpreter', answers)
          else answer(answers)
        }}
      >
        <p class="hint">{t('interpreter.relative')}</p>
      </Ask>
      {now !== null && !isOurs(sending.language) && <LanguageField {...props} />}
      {(sending.interpreterNow === 'independent' || sending.interpreterNow === 'phone') && <KnowsPart {...props} />}
      <Ask
        code="age"
        name="age"
        legend={t('age.question')}
        hint={t('age.more')}
        errorAt={errorAt}
        short
        chosen={sending.age}
        options={(['adult', 'child', 'unsure'] as const).map((value) => ({ value, text: t(`age.${value}`) }))}
        onChoose={(age, goesOn) => {
          if (goesOn) choose('q-age', { age })
          else answer({ age })
        }}
      />
      <ChildPart {...props} />
    </>
  )
}

function LanguageField({ sending, answer, errorAt }: StepProps): VNode {
  const desk = useDesk()
  const { t } = desk
  const spoken = orderLanguages((code) => languageName(code, desk), desk.language)
  return (
    <div id="q-language">
      <Select
        id="language"
        label={t('language.question')}
        hint={t('language.more')}
        empty={t('choose')}
        chosen={sending.language ?? ''}
        error={errorAt('q-language')}
        options={[...spoken.filter((code) => !isOurs(code)), 'other', 'not-asked'].map((value) => ({
          value,
          text: languageName(value, desk),
        }))}
        onChoose={(language) => {
          answer({ language })
        }}
      />
      {sending.language === 'other' && (
        <Write
          id="language-name"
          label={t('language.name')}
          hint={t('language.name-hint')}
          error={errorAt('language-name')}
          max={40}
          value={sending.languageName}
          onInput={(languageName) => {
            answer({ languageName })
          }}
        />
      )}
    </div>
  )
}

/** Whether the client knows the interpreter (D-174). "Yes" stops, until the interpreter is changed or the client wants this one. */
function KnowsPart({ sending, choose, answer, errorAt }: StepProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <Ask
        code="knows"
        name="knows-interpreter"
        legend={t('knows.question')}
        hint={t('knows.hint')}
        errorAt={errorAt}
        short
        chosen={sending.knowsInterpreter}
        options={(['no', 'yes', 'does-not-know'] as const).map((value) => ({ value, text: t(`knows.${value}`) }))}
        onChoose={(knowsInterpreter, goesOn) => {
          if (goesOn && knowsInterpreter !== 'yes') choose('q-knows', { knowsInterpreter })
          else answer({ knowsInterpreter })
        }}
      />
      {sending.knowsInterpreter === 'yes' && !sending.keepsInterpreter && (
        <Note tone="wait" role="status" test="interpreter-stop">
          <p>{t('knows.stop')}</p>
          <div class="buttons">
            <button
              type="button"
              class="button quiet"
              data-test="interpreter-changed"
              onClick={() => {
                // Asked again of the new one; this button goes.
                choose('q-interpreter', { knowsInterpreter: null })
              }}
            >
              {t('knows.changed')}
            </button>
            <button
              type="button"
              class="button quiet"
              data-test="interpreter-kept"
              onClick={() => {
                choose('q-knows', { keepsInterpreter: true })
              }}
            >
              {t('knows.kept')}
            </button>
          </div>
        </Note>
      )}
    </>
  )
}

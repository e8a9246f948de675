// For keepers: texts that wait for a signature, a translation or a fresh look.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import { type AgedLaw, type WaitingPage, WaitingTexts } from '@apila/core/review/waiting.ts'
import { type DeskContext, useDesk } from '../desk-context.ts'

export function TextsThatWait(): VNode {
  const desk = useDesk()
  const { t, language, session, attempt } = desk
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const [texts, setTexts] = useState<WaitingTexts | null>(null)
  useEffect(() => {
    void attempt(async () => {
      setTexts(await session.api.ask('GET', 'texts/waiting', WaitingTexts))
    })
  }, [])
  return (
    <section aria-labelledby="waiting-texts" data-test="waiting-texts" data-state={texts ? 'ready' : 'busy'}>
      <h2 id="waiting-texts">{t('coordination.texts')}</h2>
      {texts && (
        <>
          <h3>{t('coordination.clients')}</h3>
          {texts.clients.length === 0 && <p>{t('coordination.nothing')}</p>}
          {texts.clients.length > 0 && (
            <>
              <p>{t('coordination.clients-more')}</p>
              <ul>
                {texts.clients.map(({ lang, name, state }) => (
                  <li key={lang}>
                    {names.of(lang) ?? lang} (<bdi lang={lang}>{name}</bdi>):{' '}
                    {state === 'changed' ? t('coordination.changed-after') : t('coordination.unsigned')}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h3>{t('coordination.pages')}</h3>
          {texts.pages.length === 0 && <p>{t('coordination.nothing')}</p>}
          <ul>
            {texts.pages.map((page) => (
              <li key={page.id}>
                {page.title[language]}: {reasonsOf(page, desk)}
              </li>
            ))}
          </ul>
          <h3>{t('coordination.law')}</h3>
          {texts.law.map((law) => (
            <Law key={law.part} law={law} />
          ))}
        </>
      )}
    </section>
  )
}

/** Languages that wait for the same are said together. */
function reasonsOf({ languages }: WaitingPage, { t }: DeskContext): string {
  const said = new Map<string, string[]>()
  for (const { lang, reasons } of languages) {
    const words = reasons.map((reason) => t(`coordination.${reason}`)).join(', ')
    said.set(words, [...(said.get(words) ?? []), LANGUAGE_NAMES[lang]])
  }
  return [...said].map(([words, names]) => `${words} (${names.join(', ')})`).join('; ')
}

function Law({ law: { part, all, old } }: { law: AgedLaw }): VNode {
  const { t, language } = useDesk()
  const count = old.reduce((sum, one) => sum + one.count, 0)
  const counts = { old: count, all }
  const said = part === 'act' ? t('coordination.law-act', counts) : t('coordination.law-rights', counts)
  return (
    <>
      <p data-test={`law-${part}`}>{said}</p>
      {old.length > 0 && (
        <details>
          <summary>
            {t('coordination.which')} <span class="unseen">({said})</span>
          </summary>
          <ul>
            {old.map(({ name, count: inIt }) => (
              <li key={name.fi}>
                {name[language]}
                {inIt > 1 && ` (${String(inIt)})`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

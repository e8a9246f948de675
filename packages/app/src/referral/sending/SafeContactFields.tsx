// How she can be reached safely (docs/working-day.md): channel, when, what may be said. Shown wherever it is written.
import type { VNode } from 'preact'
import type { SafeContact } from '@apila/core/referral/content.ts'
import { Pick, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'

export function SafeContactFields({
  contact,
  onChange,
}: {
  contact: SafeContact
  onChange: (contact: SafeContact) => void
}): VNode {
  const { t } = useDesk()
  const change = (answers: Partial<SafeContact>) => {
    onChange({ ...contact, ...answers })
  }
  return (
    <div>
      <fieldset>
        <legend>{t('contact.channel')}</legend>
        <Pick
          name="channel"
          chosen={contact.channel}
          onChoose={(channel) => {
            change({ channel })
          }}
          options={(['through-worker', 'phone', 'message', 'email', 'post'] as const).map((value) => ({
            value,
            text: t(`channel.${value}`),
          }))}
        />
      </fieldset>
      {contact.channel !== 'through-worker' && (
        <>
          <Write
            id="contact-address"
            label={t('contact.address')}
            value={contact.address}
            max={300}
            onInput={(address) => {
              change({ address })
            }}
          />
          <fieldset>
            <legend>{t('contact.leave')}</legend>
            <Pick
              name="leave"
              chosen={contact.mayLeaveMessage}
              onChoose={(mayLeaveMessage) => {
                change({ mayLeaveMessage })
              }}
              options={(['yes', 'no', 'not-asked'] as const).map((value) => ({ value, text: t(`answer.${value}`) }))}
            />
          </fieldset>
          <fieldset>
            <legend>{t('contact.reads')}</legend>
            <Pick
              name="reads"
              chosen={contact.someoneElseReads}
              onChoose={(someoneElseReads) => {
                change({ someoneElseReads })
              }}
              options={(['yes', 'no', 'unknown', 'not-asked'] as const).map((value) => ({
                value,
                text: t(`answer.${value}`),
              }))}
            />
          </fieldset>
        </>
      )}
      <Write
        id="contact-when"
        label={t('contact.when')}
        value={contact.when}
        max={300}
        onInput={(when) => {
          change({ when })
        }}
      />
      <Write
        id="contact-who"
        label={t('contact.who')}
        hint={t('contact.who-hint')}
        value={contact.whoWeSay}
        max={200}
        onInput={(whoWeSay) => {
          change({ whoWeSay })
        }}
      />
      <Write
        id="contact-code"
        label={t('contact.code')}
        value={contact.codeWord}
        max={100}
        onInput={(codeWord) => {
          change({ codeWord })
        }}
      />
    </div>
  )
}

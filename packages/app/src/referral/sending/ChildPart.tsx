// A child, or an age that nobody knows: advice without names first, child welfare as a duty only where the law makes it one, and whether
// the child was told as a tap of its own (docs/guide-rules.md, docs/protocol.md "Notes").
import type { VNode } from 'preact'
import { CHILD_WORKS, type ChildWork, dutyOf } from '@apila/core/referral/child-duty.ts'
import { ChildCaller, ChildTold, NotNowReason } from '@apila/core/referral/child-welfare.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Button } from '@apila/ui/Button.tsx'
import { Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Ask } from './Ask.tsx'
import { isChild } from './sending.ts'
import type { StepProps } from './steps.ts'

export function ChildPart({ sending, choose, answer, errorAt }: StepProps): VNode | null {
  const { t } = useDesk()
  if (!isChild(sending)) return null
  const { childWork } = sending
  const duty = childWork === null ? null : dutyOf(childWork)
  return (
    <section class="card" aria-labelledby="child">
      <h2 id="child">{t(sending.age === 'child' ? 'child.title' : 'child.title-unsure')}</h2>
      <Ask
        code="child-next"
        errorAt={errorAt}
        name="child-next"
        legend={t('child-next.question')}
        chosen={sending.childNext}
        options={(['advice', 'go-on'] as const).map((value) => ({
          value,
          text: t(`child-next.${value}`),
          hint: t(`child-next.${value}-hint`),
        }))}
        onChoose={(childNext, goesOn) => {
          if (goesOn) choose('q-child-next', { childNext })
          else answer({ childNext })
        }}
      />
      {sending.childNext === 'go-on' && (
        <>
          <Ask
            code="child-work"
            errorAt={errorAt}
            name="child-work"
            legend={t('child-work.question')}
            hint={t('child-work.more')}
            chosen={childWork}
            options={(Object.keys(CHILD_WORKS) as ChildWork[]).map((value) => ({
              value,
              text: t(`child-work.${value}`),
            }))}
            onChoose={(work, goesOn) => {
              if (goesOn) choose('q-child-work', { childWork: work })
              else answer({ childWork: work })
            }}
          />
          <Ask
            code="child-caller"
            name="child-caller"
            legend={t(duty === 'duty' ? 'child-caller.duty' : 'child-caller.offer')}
            hint={
              <p data-test={`child-${duty ?? 'unclear'}`}>
                {t(`child-caller.why-${duty ?? 'unclear'}`)} {t('child-caller.guardian')}
              </p>
            }
            errorAt={errorAt}
            chosen={sending.childCaller}
            options={ChildCaller.options.map((value) => ({ value, text: t(`child.${value}`) }))}
            onChoose={(childCaller, goesOn) => {
              if (goesOn) choose('q-child-caller', { childCaller })
              else answer({ childCaller })
            }}
          />
          {sending.childCaller === 'not-now' && (
            <Ask
              code="child-reason"
              name="child-reason"
              legend={t('child-reason.question')}
              errorAt={errorAt}
              chosen={sending.notNow}
              options={NotNowReason.options.map((value) => ({ value, text: t(`child-reason.${value}`) }))}
              onChoose={(notNow, goesOn) => {
                if (goesOn) choose('q-child-reason', { notNow })
                else answer({ notNow })
              }}
            />
          )}
          <EmergencySocialServices />
          <Ask
            code="child-told"
            errorAt={errorAt}
            name="child-told"
            legend={t('child-told.question')}
            hint={
              <ul>
                <li>{t('child.tell-who')}</li>
                <li>{t('child.tell-what')}</li>
                <li>{t('child.tell-fault')}</li>
                <li>{t('child.tell-next')}</li>
              </ul>
            }
            chosen={sending.childTold}
            options={ChildTold.options.map((value) => ({ value, text: t(`child-told.${value}`) }))}
            onChoose={(childTold, goesOn) => {
              if (goesOn) choose('q-child-told', { childTold })
              else answer({ childTold })
            }}
          />
          <Note>
            <p>{t('child.no-code')}</p>
          </Note>
        </>
      )}
    </section>
  )
}

/** Only two of the areas' numbers are known, so the way to the right one is told instead. */
function EmergencySocialServices(): VNode {
  const { t, language } = useDesk()
  return (
    <Note test="emergency-social">
      <p>{t('child.emergency')}</p>
      <p>
        <a class="line" href={`/${language}/services?need=danger`} target="_blank" rel="noreferrer noopener">
          {t('child.emergency-link')}
        </a>
      </p>
    </Note>
  )
}

/** "I ask for advice first" is an answer of its own: the draft waits, nothing is sent, nobody is named. */
export function AdvicePage({ change }: StepProps): VNode {
  const { t, go } = useDesk()
  return (
    <div data-test="send-advice">
      <Heading>{t('advice.title')}</Heading>
      <p class="lead">{t('advice.more')}</p>
      <div class="card">
        <ul>
          <li>
            {t('advice.assistance')}{' '}
            <a class="line" href="tel:+358295463177">
              <bdi dir="ltr">029 546 3177</bdi>
            </a>
          </li>
          <li>{t('advice.child-welfare')}</li>
          <li>{t('advice.danger')}</li>
        </ul>
      </div>
      <EmergencySocialServices />
      <p>{t('advice.then')}</p>
      <div class="buttons">
        <Button
          test="advice-back"
          onClick={() => {
            change({ act: 'next' })
          }}
        >
          {t('advice.back')}
        </Button>
        <Button
          test="advice-leave"
          bare
          onClick={() => {
            go({ name: 'today' })
          }}
        >
          {t('send.pause')}
        </Button>
      </div>
    </div>
  )
}

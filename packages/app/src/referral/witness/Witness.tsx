// A second signature, on the device of whoever gives it: what is asked, what it is signed for, and two answers of one size. A signature says
// what its sentence says; who does not sign is written down nowhere.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { ItemId } from '@apila/core/bytes.ts'
import { type WitnessNote, canWitness } from '@apila/core/referral/witness.ts'
import { signWitness } from '@apila/sealing/referral/witness.ts'
import { Note } from '@apila/ui/Note.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { UrgentLaw } from '../notice/UrgentLaw.tsx'
import { type HeldWitness, answerColleague } from '../witness-asking.ts'
import { useWitnesses } from '../use-witnesses.ts'
import { signedFacts } from './signed-facts.ts'

export function Witness({ id }: { id: ItemId }): VNode {
  const { t, session, today } = useDesk()
  const requests = useWitnesses()
  const [done, setDone] = useState<'signed' | 'refused' | null>(null)
  if (done) return <Done answer={done} />
  const held = requests?.find((one) => one.id === id)
  if (requests === null) return <p role="status">{t('today.looking')}</p>
  const may = held && canWitness(held.note, { device: session.device.id, roles: session.own.roles, today })
  if (!held || !may?.ok)
    return (
      <div data-test="witness-none" data-status={may?.ok === false ? may.problem : 'gone'}>
        <Heading>{t('witness.none-title')}</Heading>
        <p>{t(may?.ok === false ? `witness.${may.problem}` : 'witness.gone')}</p>
        <BackToToday />
      </div>
    )
  return <Request held={held} onDone={setDone} />
}

function Request({ held, onDone }: { held: HeldWitness; onDone: (answer: 'signed' | 'refused') => void }): VNode {
  const desk = useDesk()
  const { t, session, list, nameOf } = desk
  const { busy, act } = useAct()
  const [isTrue, setTrue] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const { note } = held
  const answer = (how: 'signed' | 'refused') => {
    if (how === 'signed' && !isTrue) {
      setMissing(true)
      return
    }
    void act(async () => {
      const answered: WitnessNote =
        how === 'signed' ? await signWitness(session.device, note) : { ...note, answer: { state: 'refused' } }
      await answerColleague(session, held, answered)
      onDone(how)
    }).then(() => list.refresh())
  }
  return (
    <div data-test="witness" data-status={note.as}>
      <Heading>{t(`witness.title-${note.as}`)}</Heading>
      <p class="lead" data-test="witness-by">
        {t(`witness.lead-${note.as}`, { name: note.byName || t('witness.a-colleague') })}
      </p>
      {note.as === 'second' && <UrgentLaw />}
      <SummaryList
        facts={[
          ...signedFacts(note, { texts: desk, nameOf, as: note.as }),
          { name: t('urgent.what'), value: note.owes?.what.map((what) => t(`notice-what.${what}`)).join('; ') },
        ]}
      />
      {note.words ? (
        <section data-test="witness-words">
          <h2>{t('witness.words')}</h2>
          <SummaryList
            facts={[
              {
                name: t('urgent.situation'),
                value: note.words.situation && <span class="pre">{note.words.situation}</span>,
              },
              { name: t('urgent.needs'), value: note.words.needs && <span class="pre">{note.words.needs}</span> },
            ]}
          />
          <p class="hint">{t('witness.words-more')}</p>
        </section>
      ) : (
        <Note>
          <p>{t('witness.no-words')}</p>
        </Note>
      )}
      <fieldset id="witness-true" aria-describedby={isMissing ? 'witness-true-error' : undefined}>
        <legend>{t('witness.sign-for')}</legend>
        {isMissing && (
          <p class="error" id="witness-true-error" role="alert">
            {t('witness.need-true')}
          </p>
        )}
        <Tick
          test="witness-true"
          checked={isTrue}
          onChange={(checked) => {
            setTrue(checked)
            setMissing(false)
          }}
        >
          {t(`witness.true-${note.as}`)}
        </Tick>
      </fieldset>
      <div class="answers">
        <ActionButton
          test="witness-sign"
          quiet
          wide
          disabled={busy}
          onClick={() => {
            answer('signed')
          }}
        >
          {t('witness.sign')}
        </ActionButton>
        <ActionButton
          test="witness-refuse"
          quiet
          wide
          disabled={busy}
          onClick={() => {
            answer('refused')
          }}
        >
          {t('witness.refuse')}
        </ActionButton>
      </div>
      <p class="hint">{t('witness.refuse-more')}</p>
      <BackToToday />
    </div>
  )
}

function Done({ answer }: { answer: 'signed' | 'refused' }): VNode {
  const { t } = useDesk()
  return (
    <div data-test="witness-done" data-state={answer}>
      <Heading>{t(`witness.done-${answer}`)}</Heading>
      <p>{t(`witness.done-${answer}-more`)}</p>
      <BackToToday />
    </div>
  )
}

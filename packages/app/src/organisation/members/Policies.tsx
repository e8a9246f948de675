// What the members have decided together, each with what is in force now; and a proposal for another value, which more than half of the
// members sign. Until then what was in force stays.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { type RosterContent } from '@apila/sealing/organisation/batch.ts'
import { NO_KEYS } from '@apila/sealing/organisation/batch.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Heading } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { proposeLasting } from '../keeping/keeping-work.ts'
import { PolicyForm } from './PolicyForm.tsx'
import { KeeperKeys } from '../policy/KeeperKeys.tsx'
import { policyText } from '../policy/policy-text.ts'
import { TOPICS, type Topic, type PolicyContent, keysNeeded } from '../policy/policy-values.ts'

interface PoliciesProps {
  onDone: (text: string) => void
  onEnd: () => void
}

export function Policies({ onDone, onEnd }: PoliciesProps): VNode {
  const desk = useDesk()
  const { t, session, today } = desk
  const { busy, act } = useAct()
  const [topic, setTopic] = useState<Topic | null>(null)
  const propose = (content: PolicyContent) => {
    void act(async () => {
      await session.catchUp()
      const batch = { contents: [{ kind: 'policy', ...content } as RosterContent], keys: NO_KEYS }
      await proposeLasting(session, batch, today)
      onDone(t('policy.proposed'))
    })
  }
  if (topic !== null)
    return (
      <PolicyForm
        topic={topic}
        busy={busy}
        onPropose={propose}
        onEnd={() => {
          setTopic(null)
        }}
      />
    )
  return (
    <div data-test="policies">
      <Heading>{t('policy.title')}</Heading>
      <p>{t('policy.lead', { count: keysNeeded(session.roster) })}</p>
      <p>{t('policy.until')}</p>
      <ul class="plain">
        {TOPICS.map((each) => (
          <li key={each} class="card" data-test="policy" data-status={each}>
            <h2>{t(`policy.topic-${each}`)}</h2>
            <p>{t(`policy.about-${each}`)}</p>
            <p data-test={`in-force-${each}`}>
              <b>{t('policy.now')}</b> {policyText(desk, each)}
            </p>
            {each === 'leash-keeper' && session.roster.policy.leashKeeper?.keeper && (
              <KeeperKeys keeper={session.roster.policy.leashKeeper.keeper} isAsked={false} />
            )}
            {each !== 'suite' && (
              <Button
                test={`policy-${each}`}
                quiet
                onClick={() => {
                  setTopic(each)
                }}
              >
                {t('policy.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Button test="policies-back" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    </div>
  )
}

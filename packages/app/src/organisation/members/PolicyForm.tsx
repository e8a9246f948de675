// One decision of the members being proposed: what it changes, what it does not, the fields of its kind, and what is missing.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { yearOf } from '@apila/core/day.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Confirm } from '../../Confirm.tsx'
import { Heading, Select, Tick, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { KeeperKeys } from '../policy/KeeperKeys.tsx'
import { contentText, policyText } from '../policy/policy-text.ts'
import {
  type PolicyContent,
  type Topic,
  keysNeeded,
  leashKeeperOf,
  releaseKeysOf,
  statisticsOf,
  witnessesOf,
} from '../policy/policy-values.ts'

interface PolicyFormProps {
  topic: Topic
  busy: boolean
  onPropose: (content: PolicyContent) => void
  onEnd: () => void
}

export function PolicyForm({ topic, busy, onPropose, onEnd }: PolicyFormProps): VNode {
  const desk = useDesk()
  const { t, session } = desk
  const [content, setContent] = useState<PolicyContent | null>(null)
  const [hasPressed, setPressed] = useState(false)
  return (
    <div data-test="policy-form">
      <Heading>{t(`policy.topic-${topic}`)}</Heading>
      <p>{t(`policy.about-${topic}`)}</p>
      <p>
        <b>{t('policy.now')}</b> {policyText(desk, topic)}
      </p>
      {topic === 'statistics' && <StatisticsFields onChange={setContent} />}
      {topic === 'release-keys' && <ReleaseFields onChange={setContent} />}
      {topic === 'leash-keeper' && <LeashFields onChange={setContent} />}
      {topic === 'witnesses' && <WitnessFields onChange={setContent} />}
      {content?.topic === 'leash-keeper' && content.value.keeper && (
        <KeeperKeys keeper={content.value.keeper} isAsked />
      )}
      {hasPressed && content === null && (
        <p class="error" role="alert" data-test="policy-missing">
          {t(`policy.need-${topic === 'suite' ? 'witnesses' : topic}`)}
        </p>
      )}
      <div class="buttons">
        <Confirm
          test="policy-propose"
          canUndo
          disabled={busy}
          title={t('policy.ask')}
          more={`${content ? contentText(desk, content) : ''} ${t('policy.ask-more', { count: keysNeeded(session.roster) })}`}
          doText={t('policy.do')}
          keepText={t('policy.keep')}
          isReady={() => {
            setPressed(true)
            return content !== null
          }}
          onDo={() => {
            if (content) onPropose(content)
          }}
        >
          {t('policy.do')}
        </Confirm>
        <Button test="policy-back" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </div>
    </div>
  )
}

interface FieldsProps {
  onChange: (content: PolicyContent | null) => void
}

function StatisticsFields({ onChange }: FieldsProps): VNode {
  const { t, session, today, nameOf } = useDesk()
  const now = session.roster.policy.statistics.at(-1)
  const [written, setWritten] = useState({
    epsilon: String((now?.epsilonMilli ?? 2_000) / 1_000),
    oneIn: String(now?.deltaInverse ?? 1_000_000),
    rho: String((now?.rhoCapMicro ?? 2_000_000) / 1_000_000),
    first: '',
    second: '',
    from: String(yearOf(today) + (now ? 1 : 0)),
  })
  const change = (part: Partial<typeof written>) => {
    const next = { ...written, ...part }
    setWritten(next)
    onChange(statisticsOf(next))
  }
  const officers = [...session.roster.devices.values()]
    .filter(({ roles }) => roles.includes('release-officer'))
    .map(({ id, organisation }) => ({ value: String(id), text: `${nameOf(organisation)}: ${id}` }))
  return (
    <>
      {officers.length < 2 && <p data-test="no-officers">{t('policy.no-officers')}</p>}
      {(['epsilon', 'oneIn', 'rho', 'from'] as const).map((field) => (
        <Write
          key={field}
          id={`policy-${field}`}
          label={t(`policy.${field}`)}
          hint={t(`policy.${field}-hint`)}
          max={12}
          value={written[field]}
          onInput={(text) => {
            change({ [field]: text })
          }}
        />
      ))}
      {(['first', 'second'] as const).map((field) => (
        <Select
          key={field}
          id={`policy-${field}`}
          label={t(`policy.${field}`)}
          empty=""
          chosen={written[field]}
          options={officers}
          onChoose={(id) => {
            change({ [field]: id })
          }}
        />
      ))}
    </>
  )
}

function useMembers(): { value: string; text: string }[] {
  const { session, language } = useDesk()
  return [...session.roster.organisations.values()].map(({ id, names }) => ({ value: id, text: names[language] }))
}

function ReleaseFields({ onChange }: FieldsProps): VNode {
  const { t, session } = useDesk()
  const members = useMembers()
  const now = session.roster.policy.releaseKeys?.keys ?? []
  const [keys, setKeys] = useState(
    [0, 1, 2].map((at) => ({
      organisation: String(now[at]?.organisation ?? ''),
      verifyKey: String(now[at]?.verifyKey ?? ''),
    })),
  )
  const change = (at: number, part: { organisation?: string; verifyKey?: string }) => {
    const next = keys.map((key, n) => (n === at ? { ...key, ...part } : key))
    setKeys(next)
    onChange(releaseKeysOf(next))
  }
  return (
    <>
      {keys.map(({ organisation, verifyKey }, at) => (
        <fieldset key={at}>
          <legend>{t('policy.release-key', { n: at + 1 })}</legend>
          <Select
            id={`release-member-${String(at + 1)}`}
            label={t('policy.member')}
            empty=""
            chosen={organisation}
            options={members}
            onChoose={(id) => {
              change(at, { organisation: id })
            }}
          />
          <Write
            id={`release-key-${String(at + 1)}`}
            label={t('policy.verify-key')}
            hint={t('policy.release-hint')}
            max={60}
            value={verifyKey}
            onInput={(text) => {
              change(at, { verifyKey: text })
            }}
          />
        </fieldset>
      ))}
    </>
  )
}

function LeashFields({ onChange }: FieldsProps): VNode {
  const { t } = useDesk()
  const members = useMembers()
  const [written, setWritten] = useState({ organisation: '-', recipient: '', verifyKey: '' })
  const change = (part: Partial<typeof written>) => {
    const next = { ...written, ...part }
    setWritten(next)
    const organisation = next.organisation === 'server' ? '' : next.organisation
    onChange(next.organisation === '-' ? null : leashKeeperOf({ ...next, organisation }))
  }
  return (
    <>
      <Select
        id="leash-member"
        label={t('policy.leash-who')}
        empty=""
        chosen={written.organisation === '-' ? '' : written.organisation}
        options={[{ value: 'server', text: t('policy.is-leash-keeper-server') }, ...members]}
        onChoose={(organisation) => {
          change({ organisation })
        }}
      />
      {written.organisation !== '-' && written.organisation !== 'server' && (
        <>
          <p class="hint">{t('policy.leash-hint')}</p>
          <Write
            id="leash-recipient"
            label={t('policy.recipient')}
            rows={4}
            value={written.recipient}
            onInput={(recipient) => {
              change({ recipient })
            }}
          />
          <Write
            id="leash-verify"
            label={t('policy.verify-key')}
            max={60}
            value={written.verifyKey}
            onInput={(verifyKey) => {
              change({ verifyKey })
            }}
          />
        </>
      )}
    </>
  )
}

function WitnessFields({ onChange }: FieldsProps): VNode {
  const { t, session } = useDesk()
  const members = useMembers()
  const now = session.roster.policy.witnesses
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(now?.organisations ?? []))
  const [needed, setNeeded] = useState(String(now?.needed ?? 1))
  const tell = (next: ReadonlySet<string>, count: string) => {
    const content = witnessesOf([...next], count)
    onChange(content?.topic === 'witnesses' && content.value.needed > next.size ? null : content)
  }
  return (
    <>
      <fieldset>
        <legend>{t('policy.witness-who')}</legend>
        {members.map(({ value, text }) => (
          <Tick
            key={value}
            test={`witness-${value}`}
            checked={chosen.has(value)}
            onChange={(isIn) => {
              const next = new Set(chosen)
              if (isIn) next.add(value)
              else next.delete(value)
              setChosen(next)
              tell(next, needed)
            }}
          >
            {text}
          </Tick>
        ))}
      </fieldset>
      <Write
        id="witness-needed"
        label={t('policy.witness-needed')}
        numeric
        max={3}
        value={needed}
        onInput={(text) => {
          setNeeded(text)
          tell(chosen, text)
        }}
      />
    </>
  )
}

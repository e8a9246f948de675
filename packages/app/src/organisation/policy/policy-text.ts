// What is in force of a decision of the members, in the reader's words.
import { yearOf } from '@apila/core/day.ts'
import { findReleasePolicy } from '@apila/core/organisation/roster-value.ts'
import type { DeskContext } from '../../desk-context.ts'
import type { PolicyContent, Topic } from './policy-values.ts'

type Speaking = Pick<DeskContext, 't' | 'nameOf' | 'session' | 'today'>

/** What is in force now. */
export function policyText(desk: Speaking, topic: Topic): string {
  const { t, session, today } = desk
  const { policy } = session.roster
  switch (topic) {
    case 'statistics': {
      const now = findReleasePolicy(session.roster, yearOf(today)) ?? policy.statistics.at(-1)
      return now ? contentText(desk, { topic, value: now }) : t('policy.none-statistics')
    }
    case 'release-keys':
      return policy.releaseKeys
        ? contentText(desk, { topic, value: policy.releaseKeys })
        : t('policy.none-release-keys')
    case 'leash-keeper':
      return contentText(desk, { topic, value: policy.leashKeeper ?? { keeper: null } })
    case 'witnesses':
      return policy.witnesses ? contentText(desk, { topic, value: policy.witnesses }) : t('policy.none-witnesses')
    case 'suite':
      return contentText(desk, { topic, value: policy.suite })
  }
}

/** What somebody proposes, or what stands. */
export function contentText({ t, nameOf }: Speaking, content: PolicyContent): string {
  switch (content.topic) {
    case 'statistics': {
      const { value } = content
      return t('policy.is-statistics', {
        epsilon: value.epsilonMilli / 1_000,
        oneIn: value.deltaInverse,
        rho: value.rhoCapMicro / 1_000_000,
        first: value.firstOfficer,
        second: value.secondOfficer,
        from: value.fromCohort,
      })
    }
    case 'release-keys':
      return content.value.keys
        .map(({ organisation, verifyKey }) => `${nameOf(organisation)}: ${verifyKey}`)
        .join(' · ')
    case 'leash-keeper':
      return content.value.keeper
        ? t('policy.is-leash-keeper', { name: nameOf(content.value.keeper.organisation) })
        : t('policy.is-leash-keeper-server')
    case 'witnesses': {
      const { organisations, needed } = content.value
      return t('policy.is-witnesses', { names: organisations.map(nameOf).join(', ') || '–', count: needed })
    }
    case 'suite':
      return t('policy.is-suite', {
        seal: content.value.seal,
        read: content.value.read.map(({ suite }) => suite).join(', '),
      })
  }
}

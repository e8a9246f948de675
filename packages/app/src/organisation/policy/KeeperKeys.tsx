// Both keys of the machine that a decision names as the leash keeper, before somebody signs it and afterwards: whoever signs compares them by
// telephone, or one administrator and the server's owner could name another machine. Governed by docs/operating.md "By the members' decision".
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { LeashKeeper } from '@apila/core/organisation/roster.ts'
import { keeperGroups } from '@apila/sealing/organisation/spoken.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { useDesk } from '../../desk-context.ts'

interface KeeperKeysProps {
  keeper: NonNullable<LeashKeeper['keeper']>
  /** Somebody is asked to sign it. */
  isAsked: boolean
}

export function KeeperKeys({ keeper, isAsked }: KeeperKeysProps): VNode {
  const { t, nameOf } = useDesk()
  const { organisation, recipient, verifyKey } = keeper
  const [groups, setGroups] = useState<readonly string[]>([])
  useEffect(() => {
    let isOver = false
    setGroups([])
    void keeperGroups({ recipient, verifyKey }).then((read) => {
      if (!isOver) setGroups(read)
    })
    return () => {
      isOver = true
    }
  }, [recipient, verifyKey])
  return (
    <div data-test="keeper-keys">
      <p>{t(isAsked ? 'policy.keeper-compare' : 'policy.keeper-groups', { name: nameOf(organisation) })}</p>
      <Groups groups={groups} test="keeper-groups" />
      <details>
        <summary>{t('policy.keeper-both')}</summary>
        <p data-test="keeper-verify">
          {t('policy.verify-key')}: {verifyKey}
        </p>
        <p data-test="keeper-recipient">
          {t('policy.recipient')}: {recipient}
        </p>
      </details>
    </div>
  )
}

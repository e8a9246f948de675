// Whether the permission of an open story still waits for the client's further word, as its conversation says now.
import { useEffect, useState } from 'preact/hooks'
import { isSpokenAlone, confirmingOf } from '@apila/core/referral/to-confirm.ts'
import { useDesk } from '../../desk-context.ts'
import { readConversation } from '../conversation.ts'
import { renewalsOf } from '../today.ts'
import type { OpenStory } from './acts.ts'

export function useToConfirm({ opened, part }: OpenStory): boolean {
  const { session, today } = useDesk()
  // Before the conversation has been read the last day tells: nothing but the client's further word moves it.
  const [isWaiting, setWaiting] = useState(isSpokenAlone(opened) && part.released.until === opened.front.until)
  useEffect(() => {
    if (!isSpokenAlone(opened)) return
    const { talk, front, grant } = opened
    readConversation(session, { t: talk, k: null, front, grant }, today).then(
      (read) => {
        if (read) setWaiting(confirmingOf(opened, renewalsOf(read.items)) === 'to-confirm')
      },
      () => undefined,
    )
  }, [opened.mark])
  return isWaiting
}
